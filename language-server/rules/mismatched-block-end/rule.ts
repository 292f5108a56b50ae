import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { allNodes, closingTagOf } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const mismatchedBlockEnd: PromptRule = {
	id: 'mismatched-block-end',
	appliesTo: 'prompt',
	summary: 'an end tag that does not match the open block, so the engine refuses the whole prompt.',
	severity: 'error',
	group: 'template',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Jinja 3.1 grammar; promptly unmatched-closing-block.',

	*check(prompt) {
		for (const { code, range, message } of prompt.problems) {
			if (code === 'mismatched-block-end') yield { range, message, fixes: fixesFor(prompt, range) };
		}
	},
};

/** An end tag inside a block that is never closed was probably meant to close it; one outside of every block is left over. */
function fixesFor({ template }: Prompt, range: TextRange): readonly Fix[] {
	const nodes = [...allNodes(template.nodes)];
	const tag = nodes.find(node => node.kind === 'tag' && node.range.start === range.start && node.range.end === range.end);
	if (tag?.kind !== 'tag' || nodes.some(node => node.kind === 'block' && node.close === tag)) return [];
	const around = nodes
		.filter(node => node.kind === 'block')
		.filter(block => block.branches.some(({ children }) => children.includes(tag)));
	const open = around.find(block => block.close === undefined);
	const wanted = open === undefined ? undefined : closingTagOf(template.language, open.keyword);
	if (wanted !== undefined) {
		return [{ title: `Replace with ${wanted.text}`, safety: 'unsafe', edits: [{ range: tag.keywordRange, newText: wanted.word }] }];
	}
	return around.length > 0 ? [] : [{ title: 'Remove the end tag', safety: 'unsafe', edits: [{ range, newText: '' }] }];
}
