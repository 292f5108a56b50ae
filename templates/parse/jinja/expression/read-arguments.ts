import type { Argument, Expression } from '../../../tree/template-tree.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { ArgumentOrder } from './argument-order.ts';
import { deepen, missingExpression } from './read-nested.ts';
import type { ReadExpression } from './read-nested.ts';

/** `(value, *list, name=value, **dictionary)` */
export function readArguments(cursor: TagCursor, readExpression: ReadExpression): readonly Argument[] {
	const args: Argument[] = [];
	const order = new ArgumentOrder();
	let depth = 0;
	cursor.advance();
	while (!cursor.at(')') && !cursor.hasFailed()) {
		if (args.length > 0) cursor.expect(',', 'the arguments are still open. Add `)`, or a comma between two arguments.');
		if (cursor.at(')') || cursor.hasFailed()) break;
		args.push(readArgument(cursor, order, readExpression));
		depth = Math.max(depth, cursor.depth);
	}
	cursor.expect(')', 'the arguments are still open. Add `)`.');
	cursor.depth = depth;
	return args;
}

/** `(arguments)` behind `callee`. */
export function readCall(cursor: TagCursor, callee: Expression, readExpression: ReadExpression): Expression {
	const { depth } = cursor;
	const args = readArguments(cursor, readExpression);
	deepen(cursor, depth);
	return { kind: 'call', range: cursor.rangeFrom(callee.range.start), callee, arguments: args };
}

function readArgument(cursor: TagCursor, order: ArgumentOrder, readExpression: ReadExpression): Argument {
	const { type, start, end, value: word } = cursor.current;
	const spread = type === '*' || type === '**' ? type : undefined;
	const isNamed = type === 'name' && cursor.peek().type === '=';
	const name = isNamed ? String(word) : undefined;
	const problem = order.add(name, spread);
	if (problem !== undefined) cursor.fail(problem, { start, end });
	if (isNamed || spread !== undefined) cursor.advance();
	if (isNamed) cursor.advance();
	const value = cursor.hasFailed() ? missingExpression(cursor) : readExpression(cursor);
	return { range: cursor.rangeFrom(Math.min(start, value.range.start)), name, spread, value };
}
