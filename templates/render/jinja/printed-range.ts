import type { TextRange } from '../../text/text-range.ts';
import type { JinjaProgram } from '../../parse/jinja/block-assembler.ts';
import type { RawNode, TextNode } from '../../tree/template-tree.ts';

const space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** The part of a text or raw region that is printed: what `{%-` and `-%}` take away is not, nor is the line end of the whole file. */
export function printedRange(node: TextNode | RawNode, { text, range }: JinjaProgram): TextRange {
	const content = node.kind === 'raw' ? node.contentRange : node.range;
	const { end } = content;
	const isTrimmedAtStart = content.start > range.start && /^-[%}#]\}$/.test(text.slice(content.start - 3, content.start));
	const isTrimmedAtEnd = end < range.end && /^\{[%{#]-$/.test(text.slice(end, end + 3));
	const isLast = end === range.end && node.kind === 'text';
	const from = isTrimmedAtStart ? skipSpace(text, content) : content.start;
	if (isTrimmedAtEnd) return { start: from, end: skipSpaceBack(text, { start: from, end }) };
	return { start: from, end: isLast ? Math.max(from, end - lineEndLength(text, end)) : end };
}

function skipSpace(text: string, { start, end }: TextRange): number {
	let offset = start;
	while (offset < end && space.test(text.charAt(offset))) offset++;
	return offset;
}

function skipSpaceBack(text: string, { start, end }: TextRange): number {
	let offset = end;
	while (offset > start && space.test(text.charAt(offset - 1))) offset--;
	return offset;
}

function lineEndLength(text: string, end: number): number {
	if (text.charAt(end - 1) !== '\n') return 0;
	return text.charAt(end - 2) === '\r' ? 2 : 1;
}
