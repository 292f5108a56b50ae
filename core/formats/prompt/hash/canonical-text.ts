import type { TextRange } from '../../../base/text/text-range.ts';
import { unusedCharacter } from '../../../base/text/unused-character.ts';
import type { Prompt } from '../prompt.ts';
import { allNodes, spaceDelimiters } from '../../../../templates/api.ts';
import type { TemplateNode } from '../../../../templates/api.ts';
import { trimLineEnds } from '../../../base/text/trim-line-ends.ts';

/**
 * The text of a part of a prompt without what is only layout: comments, white space at line ends and around, kinds of line end,
 * spaces inside the delimiters of Jinja.
 */
export function canonicalText(prompt: Pick<Prompt, 'text' | 'template'>, range: TextRange): string {
	const commentMark = unusedCharacter(prompt.text);
	// A text that grows would be copied for each comment that takes away the spaces before it.
	const pieces: string[] = [];
	let position = range.start;
	for (const node of layoutIn(prompt.template, range)) {
		pieces.push(prompt.text.slice(position, node.range.start));
		const written = prompt.text.slice(Math.max(position, node.range.start), node.range.end);
		position = node.range.end;
		if (node.kind !== 'comment') {
			pieces.push(spaceDelimiters(written));
			continue;
		}
		// The mark stands for the comment until the lines that comments had to themselves are gone.
		if (written.startsWith('{#-')) trimEndOfPieces(pieces);
		else pieces.push(commentMark);
		if (written.endsWith('-#}')) {
			const rest = prompt.text.slice(position, range.end);
			position += rest.length - rest.trimStart().length;
		}
	}
	pieces.push(prompt.text.slice(position, range.end));
	const written = pieces
		.join('')
		.replace(/\r\n?/g, '\n')
		.replace(new RegExp(`^[ \\t]*${commentMark}[ \\t${commentMark}]*(?:\\n|$)`, 'gm'), '')
		.replaceAll(commentMark, '');
	return trimLineEnds(written).trim();
}

/** As `trimEnd` on the pieces together. */
function trimEndOfPieces(pieces: string[]): void {
	for (let last = pieces.pop(); last !== undefined; last = pieces.pop()) {
		const trimmed = last.trimEnd();
		if (trimmed === '') continue;
		pieces.push(trimmed);
		return;
	}
}

/** The nodes inside `range` of which not every character counts, in order, those in blocks included. */
function layoutIn({ language, nodes }: Prompt['template'], range: TextRange): readonly TemplateNode[] {
	const found: TemplateNode[] = [];
	// Top nodes tile the text; a prompt of many messages must not be walked through for each of them.
	for (let index = firstBehind(nodes, range.start); index < nodes.length; index++) {
		const node = nodes[index];
		if (node === undefined || node.range.start >= range.end) break;
		for (const inner of allNodes([node])) {
			const isLayout = inner.kind === 'comment' || (language === 'jinja2' && (inner.kind === 'tag' || inner.kind === 'output'));
			if (isLayout && inner.range.start >= range.start && inner.range.end <= range.end) found.push(inner);
		}
	}
	return found;
}

/** Position of the first node that ends behind `offset`. */
function firstBehind(nodes: readonly TemplateNode[], offset: number): number {
	let low = 0;
	let high = nodes.length;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if ((nodes[middle]?.range.end ?? 0) <= offset) low = middle + 1;
		else high = middle;
	}
	return low;
}
