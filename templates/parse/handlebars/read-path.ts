import type { TextRange } from '../../text/text-range.ts';
import type { Expression } from '../../tree/template-tree.ts';
import type { PathPart, PathRead } from './handlebars-tag.ts';
import type { TagCursor } from './tag-cursor.ts';
import type { Token } from './tag-lexer.ts';

/** A path or a literal. */
export interface ParsedPath {
	readonly expression: Expression;
	/** What it looks up; undefined for a literal, and for the value of a sub-expression. */
	readonly read: PathRead | undefined;
	/** Equal for two of them when Handlebars takes one for the other, as it does for the name of a block and of its end. */
	readonly key: string;
}

const noParts: readonly PathPart[] = [];
const operandStarts: ReadonlySet<Token['type']> = new Set(['id', 'data', 'string', 'literal', 'open-expression']);

/** True when a path, a literal or a sub-expression can start at the current token. */
export function startsOperand(cursor: TagCursor): boolean {
	return operandStarts.has(cursor.current.type);
}

/** A path such as `../user.[first name]`, `@index` and `this`, or a literal: everything but a sub-expression. */
export function readSimple(cursor: TagCursor): ParsedPath {
	const { type, text, start, end } = cursor.current;
	const range = { start, end };
	if (type === 'string') {
		cursor.advance();
		const quote = text.charAt(0);
		const value = text.slice(1, -1).replaceAll(`\\${quote}`, quote);
		return { expression: { kind: 'literal', range, value }, read: undefined, key: `path:${value}` };
	}
	if (type === 'literal') {
		cursor.advance();
		return { expression: { kind: 'literal', range, value: literalValue(text) }, read: undefined, key: literalKey(text) };
	}
	if (type === 'data') {
		cursor.advance();
		return readPath(cursor, start, true);
	}
	if (type === 'id') return readPath(cursor, start, false);
	cursor.fail('This tag needs a name or a value. Add it, or remove the tag.');
	const { previousEnd } = cursor;
	return { expression: { kind: 'missing', range: { start: previousEnd, end: previousEnd } }, read: undefined, key: 'undefined' };
}

/** The names behind a sub-expression, `(lookup a b).c`. */
export function readPathOf(cursor: TagCursor, object: Expression): ParsedPath {
	let expression = object;
	let key = 'path:undefined.';
	while (cursor.isAt('separator')) {
		const separator = cursor.current.text;
		cursor.advance();
		if (!expectName(cursor)) break;
		const isFirst = expression === object;
		const part = readStep(cursor, !isFirst, separator);
		expression = attribute(expression, part);
		key += written(separator) + part.name;
	}
	return { expression, read: undefined, key };
}

/** A word, or a segment in brackets. */
export function readPart(cursor: TagCursor): PathPart {
	const { text, start, end } = cursor.current;
	const outerRange = { start, end };
	cursor.advance();
	if (!text.startsWith('[')) return { name: text, range: outerRange, outerRange };
	return { name: text.slice(1, -1), range: { start: start + 1, end: end - 1 }, outerRange };
}

function readPath(cursor: TagCursor, start: number, isData: boolean): ParsedPath {
	const names: PathPart[] = [];
	let depth = 0;
	let isScoped = false;
	let scopeEnd = start;
	let key = isData ? '@' : '';
	for (let separator = ''; expectName(cursor);) {
		const { text } = cursor.current;
		const isScope = isScopeName(text);
		const part = readStep(cursor, names.length > 0, separator);
		key += written(separator) + part.name;
		if (!isScope) names.push(part);
		else if (names.length === 0) {
			if (text === '..') depth++;
			isScoped = true;
			scopeEnd = part.range.end;
		}
		if (!cursor.isAt('separator')) break;
		separator = cursor.current.text;
		cursor.advance();
	}
	const [head] = names;
	const attributes = names.length > 1 ? names.slice(1) : noParts;
	const read = { role: isData ? 'data' : 'value', depth, isScoped, head, attributes } as const;
	const expression =
		scopeEnd > start ? pathInScope(cursor, { start, end: scopeEnd }, names) : pathOfNames(cursor, { start, isData }, names);
	return { expression, read, key: `path:${key}` };
}

function expectName(cursor: TagCursor): boolean {
	if (cursor.isAt('id')) return true;
	cursor.fail('This path lacks a name. Add it, or remove the separator.');
	return false;
}

/** A part of a path. `this` and `..` cannot follow a name. */
function readStep(cursor: TagCursor, followsName: boolean, separator: string): PathPart {
	const { text } = cursor.current;
	if (followsName && isScopeName(text)) {
		cursor.fail(`\`${text}\` cannot follow a name in a path. Write it first, or \`[${text}]\` for a member of that name.`);
	}
	const part = readPart(cursor);
	if (separator !== '.#') return part;
	// The sign of a private member is a part of its name, and stands at once before it.
	const range = { start: part.outerRange.start - 1, end: part.range.end };
	return { name: cursor.slice(range.start, range.end), range, outerRange: { ...range, end: part.outerRange.end } };
}

/** True for what names a context and no member of it. */
function isScopeName(text: string): boolean {
	return text === '..' || text === '.' || text === 'this';
}

/** `../a.b` is the attribute `b` of the attribute `a` of `..`. */
function pathInScope(cursor: TagCursor, range: TextRange, names: readonly PathPart[]): Expression {
	return names.reduce<Expression>(attribute, { kind: 'name', range, name: cursor.slice(range.start, range.end) });
}

/** `a.b` is the attribute `b` of the name `a`, `@a.b` that of the name `@a`. */
function pathOfNames(
	cursor: TagCursor,
	{ start, isData }: { readonly start: number; readonly isData: boolean },
	names: readonly PathPart[],
): Expression {
	const [head] = names;
	if (head === undefined) return { kind: 'missing', range: { start, end: Math.max(start, cursor.previousEnd) } };
	const root: Expression = {
		kind: 'name',
		range: isData ? { start, end: head.outerRange.end } : head.outerRange,
		name: isData ? `@${head.name}` : head.name,
	};
	return names.length === 1 ? root : names.slice(1).reduce(attribute, root);
}

function attribute(object: Expression, { name, range, outerRange }: PathPart): Expression {
	return { kind: 'attribute', range: { start: object.range.start, end: outerRange.end }, object, name, nameRange: range };
}

/** The sign of a private member is already a part of its name. */
function written(separator: string): string {
	return separator === '.#' ? '.' : separator;
}

function literalValue(text: string): string | number | boolean | null {
	if (text === 'true' || text === 'false') return text === 'true';
	return text === 'undefined' || text === 'null' ? null : Number(text);
}

function literalKey(text: string): string {
	if (text === 'undefined') return 'undefined';
	return `literal:${String(literalValue(text))}`;
}
