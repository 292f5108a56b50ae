import type { TextRange } from '../text-range.ts';
import { unusedCharacter } from '../unused-character.ts';
import type { Prompt } from './prompt.ts';
import type { CommentNode, TemplateNode } from './template/template-tree.ts';

/** The text of a part of a prompt without what is only layout: comments, white space at line ends and around, kinds of line end. */
export function canonicalText(prompt: Pick<Prompt, 'text' | 'template'>, range: TextRange): string {
	const commentMark = unusedCharacter(prompt.text);
	let text = '';
	let position = range.start;
	for (const comment of commentsIn(prompt.template.nodes, range)) {
		text += prompt.text.slice(position, comment.range.start);
		const written = prompt.text.slice(comment.range.start, comment.range.end);
		// The mark stands for the comment until the lines that comments had to themselves are gone.
		text = written.startsWith('{#-') ? text.trimEnd() : text + commentMark;
		position = comment.range.end;
		if (written.endsWith('-#}')) {
			const rest = prompt.text.slice(position, range.end);
			position += rest.length - rest.trimStart().length;
		}
	}
	return `${text}${prompt.text.slice(position, range.end)}`
		.replace(/\r\n?/g, '\n')
		.replace(new RegExp(`^[ \\t]*${commentMark}[ \\t${commentMark}]*(?:\\n|$)`, 'gm'), '')
		.replaceAll(commentMark, '')
		.replace(/[ \t]+$/gm, '')
		.trim();
}

/** The comments inside `range`, in order, those in blocks included. */
function commentsIn(nodes: readonly TemplateNode[], range: TextRange): readonly CommentNode[] {
	return nodes.flatMap(node => {
		if (node.range.end <= range.start || range.end <= node.range.start) return [];
		if (node.kind === 'comment') return node.range.start >= range.start && node.range.end <= range.end ? [node] : [];
		return node.kind === 'block' ? node.branches.flatMap(branch => commentsIn(branch.children, range)) : [];
	});
}
