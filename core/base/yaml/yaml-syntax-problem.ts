import { visit } from 'yaml';
import type { Document, YAMLParseError } from 'yaml';
import type { Problem } from '../problem.ts';
import type { TextRange } from '../text/text-range.ts';
import type { YamlText } from './yaml-ranges.ts';

/** Deeper nesting than any file people write; the parser's memory grows with it until the process dies. */
const maximumDepth = 200;

/** What is used of the parser's errors; a plain shape, because the library gives them under two class names. */
type YamlError = Pick<YAMLParseError, 'code' | 'message' | 'pos'>;

/** Words for the mistakes people make; everything else is said in the parser's own. */
const explanations: Partial<Record<YAMLParseError['code'], string>> = {
	TAB_AS_INDENT: 'a tab is used for indentation, but YAML allows only spaces. Replace it with spaces',
	BAD_INDENT: 'this line is indented differently from its neighbours. Align it with them',
	BLOCK_AS_IMPLICIT_KEY:
		'this looks like a second “key: value” inside a value. Put quotes around the value or move the key to its own line',
	MISSING_CHAR: 'a bracket or colon is missing here. Close what was opened, or add “:” after the key',
	MULTIPLE_DOCS: 'a second document starts here, but only one is allowed. Remove the line “---”',
	MULTILINE_IMPLICIT_KEY: 'this line has no “:”. Write “key: value”, or indent the line if it continues the one above',
	UNEXPECTED_TOKEN: 'this is not expected here. Put quotes around the value if it is text',
	BAD_SCALAR_START: 'a value cannot start with this character. Put quotes around it',
	RESOURCE_EXHAUSTION: 'it is nested too deeply. Flatten it',
};

/** Puts the parser's first complaint into a problem; one mistake often causes several complaints. Undefined when there is none. */
export function describeSyntaxError(document: Document, source: YamlText, code: string): Problem | undefined {
	const error: YamlError | undefined = document.errors[0];
	if (error === undefined) return undefined;
	const openQuote = error.message.startsWith('Missing closing') ? findScalarEndingAt(document, error.pos[0]) : undefined;
	const explanation =
		openQuote === undefined
			? (explanations[error.code] ?? `${lowerFirst(error.message)}. Fix this place`)
			: 'this quote is never closed. Add the closing quote';
	const { start, end } = visibleRange(openQuote ?? error.pos, source.text);
	return {
		code,
		message: `This YAML cannot be read: ${explanation}. Until then, its content is not checked.`,
		range: { start: source.offset + start, end: source.offset + end },
	};
}

/** The parser finds an open quote only where the text ends; the writer looks for where it opens. */
function findScalarEndingAt(document: Document, end: number): readonly [start: number, end: number] | undefined {
	let found: readonly [number, number] | undefined;
	visit(document, {
		Scalar(_, { range }) {
			if (range?.[1] === end) found = [range[0], end];
		},
	});
	return found;
}

/** The part of an error on its first line; where the text ends too early, the last character that stands there. */
function visibleRange([from, to]: readonly [number, number], text: string): TextRange {
	const start = Math.min(from, text.length);
	const lineEnd = text.indexOf('\n', start) === -1 ? text.length : text.indexOf('\n', start);
	const end = Math.max(start, Math.min(to, lineEnd));
	if (start < end) return { start, end };
	const written = text.slice(0, start).trimEnd().length;
	return { start: Math.max(0, written - 1), end: written };
}

/**
 * A problem when the text nests deeper than it is safe to parse, undefined otherwise. Checked on the text beforehand,
 * because on fifty thousand nested list items the parser does not throw but takes the whole process down.
 */
export function findExcessiveDepth(text: string, code: string, offset: number): Problem | undefined {
	const start = compactNestingAt(text) ?? bracketNestingAt(text);
	return start === undefined
		? undefined
		: {
				code,
				message: `This YAML is nested more than ${maximumDepth} levels deep and is not read. Flatten it.`,
				range: { start: offset + start, end: offset + start + 1 },
			};
}

/** The offset of a line that opens too many levels by itself, such as `- - - - …`, or is indented that far. */
function compactNestingAt(text: string): number | undefined {
	const match = new RegExp(String.raw`^(?:[ \t]*[-?:](?=[ \t])){${maximumDepth}}`, 'm').exec(text);
	return match?.index;
}

/** The offset of the bracket that opens too many levels. Brackets in text count as well, which only lowers the limit for odd texts. */
function bracketNestingAt(text: string): number | undefined {
	let depth = 0;
	for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
		depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
		if (depth > maximumDepth) return index;
	}
	return undefined;
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
