import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { touches } from '../../../core/base/text/text-range.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { CompletionItem } from './completion-item.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { completeTemplate } from './template-completion.ts';
import { completeYaml } from './yaml-completion.ts';

/** What may be written at `offset`: keys, values and references in YAML; names, filters and statements inside template tags. */
export function completionsAt(document: ParsedDocument, offset: number, facts: WorkspaceFacts): readonly CompletionItem[] {
	switch (document.kind) {
		case 'prompt':
			return completePrompt(document.value, offset, facts);
		case 'model':
			return completeCard(document.value.yaml, offset, facts);
		case 'embedding':
		case 'experiment':
		case 'pipeline':
		case 'registry':
		case 'config':
			return completeYaml({ kind: document.kind, text: document.value.text, offset: 0, facts }, offset);
		case 'card':
		case 'host':
		case 'text':
		case 'unreadable':
			return [];
	}
}

/** In the front matter; the prose is the writer’s. */
function completeCard(yaml: YamlSource, offset: number, facts: WorkspaceFacts): readonly CompletionItem[] {
	const isInside = offset >= yaml.offset && offset <= yaml.offset + yaml.text.length;
	return isInside ? completeYaml({ kind: 'model', text: yaml.text, offset: yaml.offset, facts }, offset) : [];
}

/** The keys that are known are those of the native format; another tool’s are left to that tool. */
function completePrompt(prompt: Prompt, offset: number, facts: WorkspaceFacts): readonly CompletionItem[] {
	const { frontMatter, messages } = prompt;
	const isBehind = frontMatter === undefined || offset > frontMatter.offset + frontMatter.text.length;
	if (isBehind || messages.some(({ range }) => touches(range, offset))) return completeTemplate(prompt, offset);
	return prompt.dialect !== 'stagemark' || offset < frontMatter.offset
		? []
		: completeYaml({ kind: 'prompt', ...frontMatter, facts }, offset);
}
