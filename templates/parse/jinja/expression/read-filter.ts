import type { TextRange } from '../../../text/text-range.ts';
import type { Argument, Expression } from '../../../tree/template-tree.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { readArguments, readCall } from './read-arguments.ts';
import { deepen } from './read-nested.ts';
import type { ReadExpression } from './read-nested.ts';
import { readOperand } from './read-operand.ts';

/** A name with dots, as filters and tests have. */
interface DottedName {
	readonly name: string;
	readonly nameRange: TextRange;
}

/** The filters, tests and calls that follow `operand`: `|filter`, `is test`, `(arguments)`. */
export function readFiltersAndTests(cursor: TagCursor, operand: Expression, readExpression: ReadExpression): Expression {
	let expression = operand;
	for (;;) {
		if (cursor.skip('|')) expression = readFilter(cursor, expression, readExpression);
		else if (cursor.isWord('is')) expression = readTest(cursor, expression, readExpression);
		else if (cursor.at('(')) expression = readCall(cursor, expression, readExpression);
		else return expression;
	}
}

/** A filter behind its `|`. */
export function readFilter(cursor: TagCursor, operand: Expression, readExpression: ReadExpression): Expression {
	const { depth } = cursor;
	const name = readDottedName(cursor, 'a filter name is needed. Add it after `|`.');
	const args = cursor.at('(') ? readArguments(cursor, readExpression) : [];
	deepen(cursor, depth);
	return { kind: 'filter', range: cursor.rangeFrom(operand.range.start), operand, ...name, arguments: args };
}

function readTest(cursor: TagCursor, operand: Expression, readExpression: ReadExpression): Expression {
	const { depth } = cursor;
	cursor.advance();
	const isNegated = cursor.skipWord('not');
	const name = readDottedName(cursor, 'a test name is needed. Add it after `is`.');
	const args = readTestArguments(cursor, readExpression);
	deepen(cursor, depth);
	return { kind: 'test', range: cursor.rangeFrom(operand.range.start), operand, ...name, arguments: args, isNegated };
}

/** A test may have one argument without brackets, `x is divisibleby 3`. Every word but these three can be its start. */
function readTestArguments(cursor: TagCursor, readExpression: ReadExpression): readonly Argument[] {
	if (cursor.at('(')) return readArguments(cursor, readExpression);
	const mayStart = ['name', 'string', 'integer', 'float', '[', '{'].includes(cursor.current.type);
	if (!mayStart || cursor.isWord('else') || cursor.isWord('or') || cursor.isWord('and')) return [];
	if (cursor.isWord('is')) {
		cursor.failAtCurrent('tests cannot follow each other. Connect them with `and`.');
		return [];
	}
	const value = readOperand(cursor, readExpression);
	return [{ range: value.range, name: undefined, spread: undefined, value }];
}

function readDottedName(cursor: TagCursor, reason: string): DottedName {
	const first = cursor.expect('name', reason);
	if (first === undefined) return { name: '', nameRange: cursor.rangeFrom(cursor.previousEnd) };
	let name = String(first.value);
	while (cursor.skip('.')) {
		const part = cursor.expect('name', 'a name must follow the dot.');
		if (part !== undefined) name += `.${String(part.value)}`;
	}
	return { name, nameRange: cursor.rangeFrom(first.start) };
}
