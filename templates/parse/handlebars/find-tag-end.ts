import type { Problem } from '../../text/problem.ts';
import type { Token } from './tag-lexer.ts';

/** A tag in which something is wrong. */
export interface BrokenTag {
	readonly text: string;
	/** Offset of the opening delimiter. */
	readonly start: number;
	readonly contentStart: number;
	/** The delimiter that should close it. */
	readonly closing: '}}' | '}}}' | '}}}}';
	/** The token that could not be understood. */
	readonly failedAt: Token;
}

export interface TagEnd {
	/** Where the content ends, before the closing delimiter. */
	readonly contentEnd: number;
	/** The first offset behind the tag. */
	readonly end: number;
	/** Set when the closing delimiter is missing or wrong. */
	readonly problem: Problem | undefined;
}

const closer = /~?\}{2,4}|\}~\}\}/g;

/**
 * Finds where a broken tag was probably meant to end: no further than the next tag, and no further than the line. What surrounds it is
 * prose that may hold anything.
 */
export function findTagEnd(tag: BrokenTag): TagEnd {
	const { text, start, contentStart, closing } = tag;
	const range = { start, end: Math.min(contentStart, start + closing.length) };
	const reach = text.slice(0, searchLimit(tag));
	closer.lastIndex = searchStart(tag, reach);
	const found = closer.exec(reach);
	if (found !== null) {
		const braces = found[0].replaceAll('~', '');
		const end = found.index + found[0].length;
		if (braces === closing) return { contentEnd: found.index, end, problem: undefined };
		const opening = text.slice(start, range.end);
		const message = `\`${opening}\` is closed with \`${braces}\`, which Handlebars does not accept. Write \`${closing}\`${separation(braces, closing)}.`;
		return { contentEnd: found.index, end, problem: { code: 'unclosed-delimiter', message, range } };
	}
	const lineEnd = reach.slice(0, endOfLine(reach, contentStart));
	const end = Math.max(contentStart, lineEnd.trimEnd().length);
	const message = `This tag is never closed, so Handlebars rejects the template. Add \`${closing}\`, or write \`\\{{\` if the text should contain the braces.`;
	return { contentEnd: end, end, problem: { code: 'unclosed-delimiter', message, range } };
}

/** A brace of the text that follows the tag at once is read as part of it. */
function separation(braces: string, closing: string): string {
	return braces.length > closing.length ? ', with a space between it and a brace of the text' : '';
}

/** Where reading failed; earlier when a text in quotes or brackets swallowed the end of this tag and the start of another. */
function searchStart({ contentStart, failedAt }: BrokenTag, reach: string): number {
	return Math.max(contentStart, failedAt.start <= reach.length ? failedAt.start : contentStart);
}

function searchLimit({ text, contentStart, failedAt }: BrokenTag): number {
	const nextTag = text.indexOf('{{', contentStart);
	const limit = nextTag === -1 ? text.length : nextTag;
	// A tag may have line breaks in it, but the one that went wrong ends with the line where it did.
	return Math.min(limit, endOfLine(text, Math.min(failedAt.start, limit)));
}

function endOfLine(text: string, offset: number): number {
	const newline = text.indexOf('\n', offset);
	return newline === -1 ? text.length : newline;
}
