import type { OutlineItem } from '../symbols/symbol-service.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { outlineOfPrompt } from './outline-of-prompt.ts';
import { outlineOfExperiment, outlineOfRegistry } from './outline-of-yaml.ts';

/**
 * The parts of a document, in order of appearance: front matter, inputs, messages and blocks of a prompt; variants and metrics of an
 * experiment; versions, requests and transitions of a registry file. Empty for other documents.
 */
export function outlineOf(document: ParsedDocument): readonly OutlineItem[] {
	switch (document.kind) {
		case 'prompt':
			return outlineOfPrompt(document.value);
		case 'experiment':
			return outlineOfExperiment(document.value);
		case 'registry':
			return outlineOfRegistry(document.value);
		case 'config':
		case 'embedding':
		case 'model':
		case 'pipeline':
		case 'card':
		case 'host':
		case 'text':
		case 'unreadable':
			return [];
	}
}
