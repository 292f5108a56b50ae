import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { CompletionItem } from '../language-service.ts';
import type { ParsedDocument } from '../rules/rule.ts';
import { completeTemplate } from './template-completion.ts';
import { completeYaml } from './yaml-completion.ts';

/** What may be written at `offset`: keys, values and references in YAML; names, filters and statements inside template tags. */
export function completionsAt(document: ParsedDocument, offset: number, facts: WorkspaceFacts): readonly CompletionItem[] {
	switch (document.kind) {
		case 'prompt': {
			const { frontMatter } = document.value;
			if (frontMatter === undefined || offset > frontMatter.offset + frontMatter.text.length)
				return completeTemplate(document.value, offset);
			return offset < frontMatter.offset ? [] : completeYaml({ kind: 'prompt', ...frontMatter, facts }, offset);
		}
		case 'experiment':
		case 'registry':
		case 'config':
			return completeYaml({ kind: document.kind, text: document.value.text, offset: 0, facts }, offset);
		case 'unreadable':
			return [];
	}
}
