import type { TextRange } from '../../text/text-range.ts';
import type { Argument, Expression } from '../../tree/template-tree.ts';
import type { PathPart } from './handlebars-tag.ts';
import { readPart, readPathOf, readSimple, startsOperand } from './read-path.ts';
import type { ParsedPath } from './read-path.ts';
import type { TagCursor } from './tag-cursor.ts';

/** How deep sub-expressions may nest, so that no walk over a tree runs out of stack. */
const greatestDepth = 50;

/** A helper or value and what it is given. */
export interface Call {
	/** What stands first; undefined in `{{a=b}}`, which Handlebars refuses. */
	readonly callee: ParsedPath | undefined;
	readonly arguments: readonly Argument[];
	readonly range: TextRange;
}

const noParameters: readonly PathPart[] = [];

/** `name argument … key=value …`, up to what is none of these. */
export function readCall(cursor: TagCursor): Call {
	const { start } = cursor.current;
	const callee = isHashPair(cursor) ? undefined : readOperand(cursor);
	const given: Argument[] = [];
	let end = callee?.expression.range.end ?? start;
	while (cursor.problem === undefined && (isHashPair(cursor) || startsOperand(cursor))) {
		const argument = isHashPair(cursor) ? readHashPair(cursor) : readPositional(cursor, given);
		given.push(argument);
		end = argument.range.end;
	}
	return { callee, arguments: given, range: { start, end } };
}

/** The value of a call, in the terms of the tree; what it looks up is noted. */
export function expressionOfCall(cursor: TagCursor, { callee, arguments: given, range }: Call, isSubexpression: boolean): Expression {
	if (callee === undefined) {
		const entries = given.map(({ name = '', range: place, value }) => {
			const key = { kind: 'literal', range: { start: place.start, end: place.start + name.length }, value: name } as const;
			return { key, value };
		});
		return { kind: 'dictionary', range, entries };
	}
	const isCall = isSubexpression || given.length > 0;
	noteCallee(cursor, callee, isCall);
	return isCall ? { kind: 'call', range, callee: callee.expression, arguments: given } : callee.expression;
}

/** `as |name …|`; empty when there are none. */
export function readBlockParameters(cursor: TagCursor): readonly PathPart[] {
	if (!cursor.isAt('open-parameters')) return noParameters;
	cursor.advance();
	const parameters: PathPart[] = [];
	while (cursor.isAt('id')) parameters.push(readPart(cursor));
	if (parameters.length === 0) cursor.fail('`as |` needs at least one name. Add one, as in `as |item|`.');
	else if (!cursor.isAt('pipe')) cursor.fail('The names after `as |` are never closed. Add `|` after the last one.');
	else cursor.advance();
	return parameters;
}

/** Notes that `callee` is looked up, as a helper first. */
export function noteCallee(cursor: TagCursor, { read }: ParsedPath, isCall: boolean): void {
	if (read === undefined) return;
	const isSimple = read.depth === 0 && read.attributes.length === 0 && read.head !== undefined && !read.isScoped;
	const role = isSimple && read.role === 'value' ? (isCall ? 'helper' : 'mention') : read.role;
	cursor.reads.push(role === read.role ? read : { ...read, role });
}

function readPositional(cursor: TagCursor, before: readonly Argument[]): Argument {
	if (before.at(-1)?.name !== undefined) cursor.fail('A value without a name cannot follow `key=value`. Move it before that.');
	const value = readValue(cursor);
	return { range: value.range, name: undefined, spread: undefined, value };
}

function isHashPair(cursor: TagCursor): boolean {
	return cursor.isAt('id') && cursor.following.type === 'equals';
}

function readHashPair(cursor: TagCursor): Argument {
	const { name, range } = readPart(cursor);
	cursor.advance();
	if (startsOperand(cursor)) {
		const value = readValue(cursor);
		return { range: { start: range.start, end: value.range.end }, name, spread: undefined, value };
	}
	cursor.fail(`\`${name}=\` needs a value. Add it after the equals sign.`);
	const value = { kind: 'missing', range: { start: cursor.previousEnd, end: cursor.previousEnd } } as const;
	return { range: { start: range.start, end: cursor.previousEnd }, name, spread: undefined, value };
}

/** An operand that is looked up as a value. */
function readValue(cursor: TagCursor): Expression {
	const { expression, read } = readOperand(cursor);
	if (read !== undefined) cursor.reads.push(read);
	return expression;
}

/** A path, a literal or a sub-expression, which may be the start of a path. */
function readOperand(cursor: TagCursor): ParsedPath {
	if (!cursor.isAt('open-expression')) return readSimple(cursor);
	const { start } = cursor.current;
	cursor.advance();
	const expression = readSubexpression(cursor, start);
	return cursor.isAt('separator') ? readPathOf(cursor, expression) : { expression, read: undefined, key: 'undefined' };
}

function readSubexpression(cursor: TagCursor, start: number): Expression {
	if (cursor.nesting >= greatestDepth) {
		cursor.fail('Sub-expressions are nested too deeply here. Split them up.');
		return { kind: 'missing', range: { start, end: cursor.previousEnd } };
	}
	cursor.nesting++;
	const call = readCall(cursor);
	cursor.nesting--;
	const value = expressionOfCall(cursor, call, true);
	if (call.callee === undefined && call.arguments.length === 0) cursor.fail('These parentheses are empty. Add the helper to call.');
	else if (call.callee === undefined)
		cursor.fail('This argument has no helper before it. Start the parentheses with the helper to call.');
	else if (!cursor.isAt('close-expression')) cursor.fail('`(` is not closed here. Add `)` after the last argument.');
	else cursor.advance();
	return { ...value, range: { start, end: cursor.previousEnd } };
}
