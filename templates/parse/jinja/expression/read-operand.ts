import type { TextRange } from '../../../text/text-range.ts';
import type { Expression } from '../../../tree/template-tree.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { readCall } from './read-arguments.ts';
import { readDictionary, readList, readParentheses } from './read-brackets.ts';
import { readAttribute, readIndex } from './read-member.ts';
import { missingExpression, readNested } from './read-nested.ts';
import type { ReadExpression } from './read-nested.ts';

const constants: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
	['true', true],
	['True', true],
	['false', false],
	['False', false],
	['none', null],
	['None', null],
]);

/**
 * What an operator works on: a name, a literal or a bracket, and what follows it: `.name`, `[index]`, `(arguments)`. Expressions consist
 * of operands and operands hold expressions, so the readers of operands are given the one that reads an expression.
 */
export function readOperand(cursor: TagCursor, readExpression: ReadExpression): Expression {
	let operand = readPrimary(cursor, readExpression);
	for (;;) {
		if (cursor.at('.')) operand = readAttribute(cursor, operand);
		else if (cursor.at('[')) operand = readIndex(cursor, operand, readExpression);
		else if (cursor.at('(')) operand = readCall(cursor, operand, readExpression);
		else return operand;
	}
}

/** A name, a literal or a bracket alone. Follows `Parser.parse_primary` of Jinja 3.1. */
export function readPrimary(cursor: TagCursor, readExpression: ReadExpression): Expression {
	const { type, value, start, end } = cursor.current;
	cursor.depth = 1;
	if (type === 'string') return readString(cursor);
	if (type === '(') return readNested(cursor, () => readParentheses(cursor, readExpression));
	if (type === '[') return readNested(cursor, () => readList(cursor, readExpression));
	if (type === '{') return readNested(cursor, () => readDictionary(cursor, readExpression));
	if (type === 'name' || type === 'integer' || type === 'float') {
		cursor.advance();
		return type === 'name' ? nameOrConstant(String(value), { start, end }) : { kind: 'literal', range: { start, end }, value };
	}
	cursor.failAtCurrent('a value is needed here. Write a name, a string, a number or a bracket.');
	return missingExpression(cursor);
}

/** Strings that follow each other are one. */
function readString(cursor: TagCursor): Expression {
	const { start } = cursor.current;
	let value = '';
	while (cursor.at('string')) value += String(cursor.advance().value);
	return { kind: 'literal', range: cursor.rangeFrom(start), value };
}

function nameOrConstant(name: string, range: TextRange): Expression {
	const constant = constants.get(name);
	return constant === undefined ? { kind: 'name', range, name } : { kind: 'literal', range, value: constant };
}
