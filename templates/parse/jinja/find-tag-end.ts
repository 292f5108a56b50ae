import type { Problem } from '../../text/problem.ts';
import type { TagDelimiter, Token } from './tokens/tag-lexer.ts';

/** A tag in which something is wrong. */
export interface BrokenTag {
	readonly text: string;
	/** Offset of the opening delimiter. */
	readonly start: number;
	readonly contentStart: number;
	readonly delimiter: TagDelimiter;
	/** The token that could not be understood. */
	readonly failedAt: Token;
	readonly isInsideBracket: boolean;
}

export interface TagEnd {
	/** Where the content ends, before the closing delimiter. */
	readonly contentEnd: number;
	/** The first offset behind the tag. */
	readonly end: number;
	/** Set when the closing delimiter is missing or wrong. */
	readonly problem: Problem | undefined;
}

const statementCloser = /[-+]?%\}/g;
const closer = /[-+]?(?:\}\}|%\})/g;

/**
 * Finds where a broken tag was probably meant to end. What surrounds it is prose that may hold anything, JSON with `}}` in it included,
 * so the search goes no further than the next opening delimiter, and for `{{` no further than the line, unless a bracket is open.
 */
export function findTagEnd(tag: BrokenTag): TagEnd {
	const { text, start, contentStart, delimiter } = tag;
	const opening = text.slice(start, start + 2);
	const closing = delimiter === 'output' ? '}}' : '%}';
	const range = { start, end: start + 2 };
	const limit = searchLimit(tag);
	// Braces around a name inside a statement are a mistake of their own, and do not end it.
	const pattern = delimiter === 'statement' && text.startsWith('{{', tag.failedAt.start) ? statementCloser : closer;
	pattern.lastIndex = searchStart(tag);
	const found = pattern.exec(text.slice(0, limit));
	if (found !== null) {
		const end = found.index + found[0].length;
		if (found[0].endsWith(closing)) return { contentEnd: found.index, end, problem: undefined };
		const message = `\`${opening}\` is closed with \`${found[0].slice(-2)}\`, which Jinja does not accept. Write \`${closing}\`.`;
		return { contentEnd: found.index, end, problem: { code: 'unclosed-delimiter', message, range } };
	}
	const single = singleBrace(tag, limit);
	if (single !== undefined) {
		const message = `\`${opening}\` is closed with a single \`}\`, which Jinja does not accept. Write \`${closing}\`.`;
		return { contentEnd: single, end: single + 1, problem: { code: 'unclosed-delimiter', message, range } };
	}
	const lineEnd = endOfLine(text.slice(0, limit), contentStart);
	const end = Math.max(contentStart, text.slice(0, lineEnd).trimEnd().length);
	const message = `\`${opening}\` is never closed, so Jinja rejects the template. Add \`${closing}\`, or write \`{{ '${opening}' }}\` if the text should contain it.`;
	return { contentEnd: end, end, problem: { code: 'unclosed-delimiter', message, range } };
}

/** Usually where reading failed; earlier when a string swallowed the end of this tag and the start of another. */
function searchStart({ text, contentStart, failedAt }: BrokenTag): number {
	closer.lastIndex = contentStart;
	const swallowed = closer.exec(text.slice(0, failedAt.start));
	if (swallowed !== null && /\{[{%#]/.test(text.slice(swallowed.index, failedAt.start))) return swallowed.index;
	// Of the two characters of a delimiter the first may have been read as something else, as in `{{ {"a": 1 }}` and `{{ a %}`.
	return Math.max(contentStart, '%}'.includes(text.charAt(failedAt.start - 1)) ? failedAt.start - 1 : failedAt.start);
}

function searchLimit({ text, start, contentStart, delimiter, failedAt, isInsideBracket }: BrokenTag): number {
	const openers = delimiter === 'output' ? /\{[{%#]/g : /\{[%#]/g;
	openers.lastIndex = Math.max(contentStart, failedAt.start);
	const next = openers.exec(text)?.index ?? text.length;
	const reach = text.slice(0, next);
	if (delimiter === 'statement') {
		const output = reach.indexOf('{{', contentStart);
		return output === -1 ? next : endOfLine(reach, output);
	}
	if (isInsideBracket) {
		const blankLine = /\n[ \t\r]*\n/g;
		blankLine.lastIndex = start;
		return blankLine.exec(reach)?.index ?? next;
	}
	const before = text.slice(contentStart, failedAt.start);
	const isFirstOfLine = before.slice(before.trimEnd().length).includes('\n');
	return endOfLine(reach, isFirstOfLine ? contentStart : failedAt.start);
}

/** The place of a `}` that stands alone where the tag should have ended. */
function singleBrace({ text, failedAt }: BrokenTag, limit: number): number | undefined {
	return failedAt.type === 'invalid' && failedAt.start < limit && text.charAt(failedAt.start) === '}' ? failedAt.start : undefined;
}

function endOfLine(text: string, offset: number): number {
	const newline = text.indexOf('\n', offset);
	return newline === -1 ? text.length : newline;
}
