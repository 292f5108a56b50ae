import type { Problem } from '../../text/problem.ts';
import type { Expression } from '../../tree/template-tree.ts';
import { readOutput, readStatement } from './statement/read-statement.ts';
import type { ParsedStatement } from './statement/read-statement.ts';
import { TagCursor } from './tokens/tag-cursor.ts';
import { TagLexer } from './tokens/tag-lexer.ts';
import type { TagDelimiter, UnclosedQuotes } from './tokens/tag-lexer.ts';
import { findTagEnd } from './find-tag-end.ts';
import type { TagEnd } from './find-tag-end.ts';

/** One tag as it was understood, from delimiter to delimiter. */
export interface ParsedTag {
	/** The first offset behind the tag. */
	readonly end: number;
	/** The value of `{{ }}`. */
	readonly output: Expression | undefined;
	/** The statement of `{% %}`; undefined when it does not start with a word. */
	readonly statement: ParsedStatement | undefined;
	readonly problem: Problem | undefined;
}

export interface TagPlace {
	/** The file up to the end of the template. */
	readonly text: string;
	/** Offset of the opening delimiter. */
	readonly start: number;
	readonly delimiter: TagDelimiter;
	readonly unclosedQuotes: UnclosedQuotes;
	/** The name of the innermost open `{% block %}`, which its end tag may repeat. */
	readonly blockName: string | undefined;
}

/**
 * Reads the tag that starts at `place.start`. A tag that Jinja rejects is read a second time up to where it was probably meant to end,
 * so that a forgotten delimiter does not swallow the text behind it.
 */
export function parseTag(place: TagPlace): ParsedTag {
	const { text, start } = place;
	const sign = text.charAt(start + 2);
	const contentStart = start + (sign === '-' || sign === '+' ? 3 : 2);
	const strict = read(place, contentStart);
	const { failure, failedAt } = strict.cursor;
	if (failure === undefined || failedAt === undefined) {
		const { output, statement } = strict.content;
		return { output, statement, end: strict.cursor.current.end, problem: undefined };
	}
	const tagEnd = findTagEnd({ ...place, contentStart, failedAt, isInsideBracket: strict.cursor.isInsideBracket });
	const tolerant = read(place, contentStart, tagEnd.contentEnd);
	const problem = tagEnd.problem ?? visible(tolerant.cursor.failure ?? { ...failure, range: { start, end: start + 2 } }, start, tagEnd);
	return { ...tolerant.content, end: tagEnd.end, problem };
}

/** Nothing has no place to be underlined: what is missing at the end of a tag is shown on its closing delimiter, an empty tag as a whole. */
function visible(problem: Problem, start: number, { contentEnd, end }: TagEnd): Problem {
	if (problem.range.start < problem.range.end) return problem;
	return { ...problem, range: { start: problem.code === 'empty-expression' ? start : contentEnd, end } };
}

interface ReadTag {
	readonly content: Pick<ParsedTag, 'output' | 'statement'>;
	/** Where reading stopped. */
	readonly cursor: TagCursor;
}

function read({ text, delimiter, unclosedQuotes, blockName }: TagPlace, contentStart: number, contentEnd?: number): ReadTag {
	const readable = contentEnd === undefined ? text : text.slice(0, contentEnd);
	const lexer = new TagLexer({ text: readable, start: contentStart, delimiter, endsWithText: contentEnd !== undefined, unclosedQuotes });
	const cursor = new TagCursor(lexer, contentStart);
	const output = delimiter === 'output' ? readOutput(cursor) : undefined;
	const statement = delimiter === 'statement' ? readStatement(cursor, blockName) : undefined;
	return { content: { output, statement }, cursor };
}
