import type { YamlSource } from '../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../documents/parsed-document.ts';

/** The YAML of a document: front matter, or the whole file. Undefined for one without. */
export function yamlOf(document: ParsedDocument): YamlSource | undefined {
	switch (document.kind) {
		case 'prompt':
			return document.value.frontMatter;
		case 'card':
		case 'host':
		case 'config':
		case 'embedding':
		case 'experiment':
		case 'model':
		case 'pipeline':
		case 'registry':
			return document.value.yaml;
		case 'text':
		case 'unreadable':
			return undefined;
	}
}
