import type { Expression } from '../../../tree/template-tree.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import type { TokenType } from '../tokens/tag-lexer.ts';
import { isElementsEnd, readElements } from './read-elements.ts';
import { readFiltersAndTests } from './read-filter.ts';
import { deepen, missingExpression, readNested } from './read-nested.ts';
import type { ReadExpression } from './read-nested.ts';
import { readOperand } from './read-operand.ts';

/** How strongly each operator binds. All of them group to the left, `**` included: there Jinja differs from Python. */
const strengths: ReadonlyMap<TokenType, number> = new Map<TokenType, number>([
	['+', 1],
	['-', 1],
	['~', 2],
	['*', 3],
	['/', 3],
	['//', 3],
	['%', 3],
	['**', 4],
]);
const comparisons: ReadonlySet<TokenType> = new Set<TokenType>(['==', '!=', '<', '<=', '>', '>=']);

/** One expression. The order of its operators is that of `Parser.parse_expression` of Jinja 3.1. */
export function readExpression(cursor: TagCursor): Expression {
	return readNested(cursor, readConditional);
}

/** One expression, or several with commas between them, which are a tuple. When there is none, `emptyReason` says what to do. */
export function readTuple(cursor: TagCursor, emptyReason: string): Expression {
	return readNonEmpty(cursor, emptyReason, readExpression);
}

/** As `readTuple`, where a following `if` belongs to the statement, as in `for x in y if z`. */
export function readTupleBeforeIf(cursor: TagCursor, emptyReason: string): Expression {
	return readNonEmpty(cursor, emptyReason, readUnconditional);
}

function readNonEmpty(cursor: TagCursor, emptyReason: string, readElement: ReadExpression): Expression {
	if (!isElementsEnd(cursor)) return readElements(cursor, readElement);
	const { start, end } = cursor.current;
	cursor.fail(emptyReason, { start, end }, 'empty-expression');
	return missingExpression(cursor);
}

/** One expression without a conditional around it: `a or b`, not `a if b`. */
function readUnconditional(cursor: TagCursor): Expression {
	return readNested(cursor, readOr);
}

function readConditional(cursor: TagCursor): Expression {
	let expression = readOr(cursor);
	while (cursor.isWord('if')) {
		let { depth } = cursor;
		cursor.advance();
		const test = readOr(cursor);
		depth = Math.max(depth, cursor.depth);
		const otherwise = cursor.skipWord('else') ? readNested(cursor, readConditional) : undefined;
		deepen(cursor, depth);
		const range = cursor.rangeFrom(expression.range.start);
		expression = { kind: 'conditional', range, test, then: expression, otherwise };
	}
	return expression;
}

function readOr(cursor: TagCursor): Expression {
	let left = readAnd(cursor);
	while (cursor.skipWord('or')) left = readRight(cursor, 'or', left, readAnd);
	return left;
}

function readAnd(cursor: TagCursor): Expression {
	let left = readNot(cursor);
	while (cursor.skipWord('and')) left = readRight(cursor, 'and', left, readNot);
	return left;
}

function readNot(cursor: TagCursor): Expression {
	return cursor.isWord('not') ? readUnary(cursor, 'not', readNot) : readComparison(cursor);
}

function readComparison(cursor: TagCursor): Expression {
	let left = readArithmetic(cursor, 1);
	for (;;) {
		const operator = takeComparison(cursor);
		if (operator === undefined) return left;
		left = readRight(cursor, operator, left, () => readArithmetic(cursor, 1));
	}
}

function takeComparison(cursor: TagCursor): string | undefined {
	if (comparisons.has(cursor.current.type)) return cursor.advance().type;
	if (cursor.skipWord('in')) return 'in';
	return cursor.skipWords('not', 'in') ? 'not in' : undefined;
}

/** Operators that bind at least as strongly as `weakest`. */
function readArithmetic(cursor: TagCursor, weakest: number): Expression {
	let left = readFiltersAndTests(cursor, readSigned(cursor), readExpression);
	for (;;) {
		const strength = strengths.get(cursor.current.type) ?? 0;
		if (strength < weakest) return left;
		const operator = cursor.advance().type;
		left = readRight(cursor, operator, left, () => readArithmetic(cursor, strength + 1));
	}
}

/** An operand with signs before it, which bind stronger than the filters behind it. */
function readSigned(cursor: TagCursor): Expression {
	const { type } = cursor.current;
	return type === '-' || type === '+' ? readUnary(cursor, type, readSigned) : readOperand(cursor, readExpression);
}

/** What stands to the right of a binary operator that was taken, and both sides together. */
function readRight(cursor: TagCursor, operator: string, left: Expression, read: ReadExpression): Expression {
	const { depth } = cursor;
	const right = read(cursor);
	deepen(cursor, depth);
	return { kind: 'binary', range: cursor.rangeFrom(left.range.start), operator, left, right };
}

/** The operator that stands at the cursor, with its operand. */
function readUnary(cursor: TagCursor, operator: string, read: ReadExpression): Expression {
	const { start } = cursor.advance();
	const operand = readNested(cursor, read);
	deepen(cursor, 0);
	return { kind: 'unary', range: cursor.rangeFrom(start), operator, operand };
}
