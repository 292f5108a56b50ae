import type { TextRange } from '../../text/text-range.ts';
import type { Expression } from '../../tree/template-tree.ts';
import { expressionOfCall, noteCallee, readBlockParameters, readCall } from './read-expression.ts';
import type { Call } from './read-expression.ts';
import { findTagEnd } from './find-tag-end.ts';
import type { HandlebarsTag, PathPart, TagKind } from './handlebars-tag.ts';
import type { QuoteFinder } from './quotes.ts';
import { startsOperand } from './read-path.ts';
import { TagCursor } from './tag-cursor.ts';
import type { Token } from './tag-lexer.ts';
import { readOpening } from './tag-opening.ts';

type Closing = '}}' | '}}}' | '}}}}';

const closeTokens: Readonly<Record<Closing, Token['type']>> = { '}}': 'close', '}}}': 'close-unescaped', '}}}}': 'close-raw' };
const noParts: readonly PathPart[] = [];
const noExpressions: readonly Expression[] = [];
const withBlockParameters: readonly TagKind[] = ['block', 'decorator-block', 'inverted-block', 'else-chain'];
/** Tags that call what they name, or look it up. */
const calling: readonly TagKind[] = ['block', 'inverted-block', 'else-chain', 'raw-block'];
const namedByPath: readonly TagKind[] = [...withBlockParameters, 'raw-block', 'end'];

/**
 * Reads the tag that starts at `start` of `text`, which ends where the template does. A tag that Handlebars rejects is read a second time
 * up to where it was probably meant to end, so that a forgotten delimiter does not swallow the text behind it.
 */
export function parseTag(text: string, start: number, quotes: QuoteFinder): HandlebarsTag {
	const { kind, contentStart } = readOpening(text, start);
	if (kind === 'else') return elseTag(text, start, contentStart);
	const closing = kind === 'unescaped' ? '}}}' : kind === 'raw-block' ? '}}}}' : '}}';
	const strict = new TagCursor(text, contentStart, quotes);
	const content = readContent(strict, kind, closing);
	const { failedAt } = strict;
	if (failedAt === undefined) return tagOf({ kind, range: { start, end: strict.current.end }, contentStart, content, cursor: strict });
	const tagEnd = findTagEnd({ text, start, contentStart, closing, failedAt });
	const tolerant = new TagCursor(text.slice(0, tagEnd.contentEnd), contentStart, quotes);
	const range = { start, end: tagEnd.end };
	const tag = tagOf({ kind, range, contentStart, content: readContent(tolerant, kind, closing), cursor: tolerant });
	const shown = tolerant.problem ?? strict.problem;
	const problem = tagEnd.problem ?? (shown && { ...shown, range: visible(shown.range, tag.range, tagEnd.contentEnd) });
	return { ...tag, problem: problem?.code === 'empty-expression' ? { ...problem, range } : problem };
}

/** Nothing has no place to be underlined: what is missing at the end of a tag is shown on its closing delimiter. */
function visible(range: TextRange, tag: TextRange, contentEnd: number): TextRange {
	const isInside = range.start < range.end && range.start >= tag.start && range.end <= tag.end;
	return isInside ? range : { start: contentEnd < tag.end ? contentEnd : tag.start, end: tag.end };
}

interface Content {
	readonly call: Call;
	readonly blockParameters: readonly PathPart[];
}

function readContent(cursor: TagCursor, kind: TagKind, closing: Closing): Content {
	const call = readNamedCall(cursor, kind);
	const blockParameters = withBlockParameters.includes(kind) ? readBlockParameters(cursor) : noParts;
	if (!cursor.isAt(closeTokens[closing])) failAtStranger(cursor);
	return { call, blockParameters };
}

/** A call that names what the tag is for, as a tag of this kind may. */
function readNamedCall(cursor: TagCursor, kind: TagKind): Call {
	if (!startsOperand(cursor)) failEmpty(cursor, kind);
	else if (cursor.following.type === 'equals') {
		cursor.fail('This argument has no name before it. Start the tag with the name of a helper or value.');
	}
	const call = readCall(cursor);
	const named = call.callee?.expression.kind;
	if (namedByPath.includes(kind) && (named === 'call' || named === 'dictionary')) {
		cursor.fail('A sub-expression cannot name a block. Write the name of a helper or a value.');
	}
	if (kind === 'end' && call.arguments.length > 0) cursor.fail('An end tag contains only the name of its block. Remove the rest.');
	return call;
}

function failEmpty(cursor: TagCursor, kind: TagKind): void {
	if (kind === 'output' && (cursor.isAt('close') || cursor.isAt('end'))) {
		cursor.fail('This tag is empty. Write the name of a value, or remove the tag.', 'empty-expression');
	} else if (cursor.isAt('invalid')) failAtStranger(cursor);
	else cursor.fail('This tag does not start with a name. Start it with the name of a helper or value.');
}

function failAtStranger(cursor: TagCursor): void {
	cursor.fail(`\`${cursor.current.text}\` is not allowed here in a Handlebars tag. Remove it, or put it in quotes.`);
}

interface ReadTag {
	readonly kind: TagKind;
	readonly range: TextRange;
	readonly contentStart: number;
	readonly content: Content;
	readonly cursor: TagCursor;
}

function tagOf({ kind, range, contentStart, content: { call, blockParameters }, cursor }: ReadTag): HandlebarsTag {
	const { callee, arguments: given } = call;
	const subject = subjectOf(cursor, kind, call);
	const keywordRange = keywordRangeOf(kind, contentStart, subject);
	const isMention = calling.includes(kind) && given.length === 0 && subject !== undefined;
	return {
		kind,
		range,
		subject,
		key: callee?.key ?? 'undefined',
		name: callee === undefined ? '' : cursor.slice(callee.expression.range.start, callee.expression.range.end),
		keyword: cursor.slice(keywordRange.start, keywordRange.end),
		keywordRange,
		expressions: isMention ? [subject] : given.length === 0 ? noExpressions : given.map(({ value }) => value),
		arguments: given,
		hasArguments: given.length > 0,
		reads: kind === 'end' ? [] : cursor.reads,
		blockParameters,
		problem: undefined,
	};
}

/** `{{else}}` or `{{^}}`, which Handlebars reads as one word: a brace behind it is text. */
function elseTag(text: string, start: number, contentStart: number): HandlebarsTag {
	const keyword = text.charAt(contentStart - 1) === '^' ? '^' : 'else';
	return {
		kind: 'else',
		range: { start, end: text.indexOf('}}', contentStart) + 2 },
		subject: undefined,
		key: 'undefined',
		name: keyword,
		keyword,
		keywordRange: { start: contentStart - keyword.length, end: contentStart },
		expressions: [],
		arguments: [],
		hasArguments: false,
		reads: [],
		blockParameters: [],
		problem: undefined,
	};
}

/** What the tag prints or is named by, which is looked up unless it names a partial, a decorator or an end. */
function subjectOf(cursor: TagCursor, kind: TagKind, call: Call): Expression | undefined {
	if (kind === 'output' || kind === 'unescaped') return expressionOfCall(cursor, call, false);
	if (call.callee !== undefined && calling.includes(kind)) noteCallee(cursor, call.callee, call.arguments.length > 0);
	return call.callee?.expression;
}

/** The name of a helper or block; `else`, `>` and `#>` where that is the statement's word. */
function keywordRangeOf(kind: TagKind, contentStart: number, subject: Expression | undefined): TextRange {
	if (kind === 'else-chain') return { start: contentStart - 'else'.length, end: contentStart };
	if (kind === 'partial') return { start: contentStart - 1, end: contentStart };
	if (kind === 'partial-block') return { start: contentStart - 2, end: contentStart };
	return subject?.range ?? { start: contentStart, end: contentStart };
}
