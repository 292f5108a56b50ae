import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';

/** What encloses a tag; `{{=<% %>=}}` changes it. */
export interface Delimiters {
	readonly open: string;
	readonly close: string;
}

/** The character behind the opening delimiter; empty for `{{name}}`. */
export type Sign = '' | '#' | '^' | '/' | '>' | '!' | '=' | '&' | '{';

/** A tag as it was understood, from delimiter to delimiter. */
export interface MustacheTag {
	readonly sign: Sign;
	readonly range: TextRange;
	/** What stands between the sign and the closing delimiter, without spaces around it. */
	readonly content: string;
	readonly contentRange: TextRange;
	readonly problem: Problem | undefined;
}

const signs: ReadonlyMap<string, Sign> = new Map((['#', '^', '/', '>', '!', '=', '&', '{'] as const).map(sign => [sign, sign]));

/**
 * Reads the tag of `text` that starts at `start`. One that is not closed before the next tag, or whose name goes on in another line, ends
 * with its line.
 */
export function readTag(text: string, start: number, delimiters: Delimiters): MustacheTag {
	const signStart = endOfSpace(text, start + delimiters.open.length);
	const sign = signs.get(text.charAt(signStart)) ?? '';
	const contentStart = signStart + sign.length;
	const close = (sign === '{' ? '}' : sign === '=' ? '=' : '') + delimiters.close;
	const reach = sign === '!' ? text : text.slice(0, endOfReach(text, contentStart, delimiters));
	const closing = reach.indexOf(close, contentStart);
	const contentRange = trimmed(text, contentStart, closing === -1 ? endOfLine(reach, contentStart) : closing);
	const content = text.slice(contentRange.start, contentRange.end);
	if (closing !== -1 && (sign === '!' || !content.includes('\n'))) {
		return { sign, range: { start, end: closing + close.length }, content, contentRange, problem: undefined };
	}
	return unclosed(text, { start, sign, close, content: trimmed(text, contentStart, endOfLine(reach, contentStart)) });
}

interface UnclosedTag {
	readonly start: number;
	readonly sign: Sign;
	readonly close: string;
	readonly content: TextRange;
}

function unclosed(text: string, { start, sign, close, content }: UnclosedTag): MustacheTag {
	const end = Math.max(content.end, start + 1);
	const opening = text.slice(start, content.start).trimEnd();
	const message = `\`${opening}\` is never closed, so Mustache rejects the template. Add \`${close}\`.`;
	const problem = { code: 'unclosed-delimiter', message, range: { start, end: start + opening.length } };
	const name = text.slice(content.start, content.end);
	return { sign, range: { start, end }, content: name, contentRange: content, problem };
}

/** Another tag cannot stand inside one. */
function endOfReach(text: string, contentStart: number, { open }: Delimiters): number {
	const next = text.indexOf(open, contentStart);
	return next === -1 ? text.length : next;
}

function endOfSpace(text: string, offset: number): number {
	let end = offset;
	while (text.charAt(end) === ' ' || text.charAt(end) === '\t') end++;
	return end;
}

function endOfLine(text: string, offset: number): number {
	const newline = text.indexOf('\n', offset);
	return newline === -1 ? text.length : newline;
}

function trimmed(text: string, start: number, end: number): TextRange {
	const content = text.slice(start, end);
	const trimmedStart = start + content.length - content.trimStart().length;
	return { start: trimmedStart, end: Math.max(trimmedStart, start + content.trimEnd().length) };
}
