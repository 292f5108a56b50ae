import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { allNodes, closingTagOf } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const unclosedBlock: PromptRule = {
	id: 'unclosed-block',
	appliesTo: 'prompt',
	summary: 'a template block that is never closed, so the engine refuses the whole prompt.',
	severity: 'error',
	group: 'template',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Jinja 3.1 grammar; djLint T038, promptly unclosed-block.',

	*check(prompt) {
		for (const { code, range, message } of prompt.problems) {
			if (code === 'unclosed-block') yield { range, message, fixes: closeBlock(prompt, range) };
		}
	},
};

/** Where the body was meant to end nobody knows; where the block had to end, for want of a tag, is a guess worth offering. */
function closeBlock({ text, template }: Prompt, opening: TextRange): readonly Fix[] {
	for (const node of allNodes(template.nodes)) {
		if (node.range.start !== opening.start || (node.kind !== 'block' && node.kind !== 'tag')) continue;
		const closing = closingTagOf(template.language, node.keyword);
		if (closing === undefined) return [];
		const end = node.kind === 'block' ? node.range.end : template.range.end;
		return [{ title: `Add ${closing.text}`, safety: 'unsafe', edits: [insertTag(text, end, closing.text)] }];
	}
	return [];
}

/** On a line of its own when the body ends with one. */
function insertTag(text: string, offset: number, tag: string): { readonly range: TextRange; readonly newText: string } {
	const lineBreak = /\r?\n$/.exec(text.slice(0, offset))?.[0] ?? '';
	return { range: { start: offset, end: offset }, newText: `${tag}${lineBreak}` };
}
