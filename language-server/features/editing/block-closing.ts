import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { allNodes, closingTagOf } from '../../../templates/api.ts';
import type { ClosingTag, TemplateNode } from '../../../templates/api.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { TextEdit } from '../../documents/text-edit.ts';

/** The characters behind which a block may want its end tag. */
export const closingTriggers = ['}', '\n'] as const;

/**
 * The end tag that belongs behind the cursor after `typed` was written, which is the last character of an opening tag or a line
 * break right behind it. It is tried out and given only when the template is better off with it, so neither in a raw region,
 * comment or string nor for a block that has its end. A line break between an opening tag and its end tag gives the latter a line
 * of its own.
 */
export function closeBlockAt(
	document: ParsedDocument,
	{ offset, typed }: { readonly offset: number; readonly typed: string },
	parse: (text: string) => ParsedDocument | undefined,
): TextEdit | undefined {
	if (document.kind !== 'prompt') return undefined;
	const { text, template } = document.value;
	const place = placeOf(text, offset, typed);
	const tag = place && openingTagBefore(template.nodes, place.tagEnd);
	const closing = tag && closingTagOf(template.language, tag.keyword);
	if (place === undefined || closing === undefined) return undefined;
	if (place.lineBreak !== '' && startsWithClosing(text.slice(offset), closing)) return insertion(offset, place.lineBreak);
	const newText = `${place.lineBreak}${closing.text}`;
	const tried = parse(`${text.slice(0, offset)}${newText}${text.slice(offset)}`);
	const isBetter = tried?.kind === 'prompt' && countBlockProblems(tried.value) < countBlockProblems(document.value);
	return isBetter ? insertion(offset, newText) : undefined;
}

interface ClosingPlace {
	/** Offset behind the tag that may open a block. */
	readonly tagEnd: number;
	/** What comes before the end tag: nothing, or a line break with the indentation of the opening tag. */
	readonly lineBreak: string;
}

/** Undefined where `typed` ends no tag and follows none. */
function placeOf(text: string, offset: number, typed: string): ClosingPlace | undefined {
	if (typed === '}') return endsTag(text, offset) ? { tagEnd: offset, lineBreak: '' } : undefined;
	const written = typed === '\n' ? /(\r?\n)[ \t]*$/.exec(text.slice(0, offset)) : null;
	if (written === null) return undefined;
	const tagEnd = text.slice(0, written.index).trimEnd().length;
	return endsTag(text, tagEnd) ? { tagEnd, lineBreak: `${written[1] ?? ''}${indentationAt(text, tagEnd)}` } : undefined;
}

function endsTag(text: string, offset: number): boolean {
	return /^[%}]\}$/.test(text.slice(Math.max(0, offset - 2), offset));
}

/** The tag that ends at `offset` and opens a block, or would if it were complete. */
function openingTagBefore(nodes: readonly TemplateNode[], offset: number): Extract<TemplateNode, { kind: 'tag' }> | undefined {
	for (const node of allNodes(nodes)) {
		if (node.range.start >= offset) return undefined;
		if (node.kind === 'tag' && node.range.end === offset) return node;
	}
	return undefined;
}

function startsWithClosing(behind: string, { word }: ClosingTag): boolean {
	const tag = /^(?:\{%[-+]?\s*(\w+)|\{\{~?\/([^\s~}]+))/.exec(behind);
	return tag !== null && (tag[1] ?? tag[2]) === word;
}

function indentationAt(text: string, offset: number): string {
	const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
	return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function countBlockProblems({ problems }: Prompt): number {
	return problems.filter(({ code }) => code === 'unclosed-block' || code === 'mismatched-block-end').length;
}

function insertion(offset: number, newText: string): TextEdit {
	return { range: { start: offset, end: offset }, newText };
}
