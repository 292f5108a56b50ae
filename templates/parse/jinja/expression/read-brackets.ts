import type { Expression } from '../../../tree/template-tree.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { readElements } from './read-elements.ts';
import { missingExpression } from './read-nested.ts';
import type { ReadExpression } from './read-nested.ts';

/** `(item)`, which is the item itself, and the tuples `()`, `(item,)` and `(item, item)`. */
export function readParentheses(cursor: TagCursor, readItem: ReadExpression): Expression {
	const { start } = cursor.advance();
	const inner = readElements(cursor, readItem);
	cursor.expect(')', 'the bracket is still open. Add `)`, or a comma between two values.');
	return inner.kind === 'tuple' ? { ...inner, range: cursor.rangeFrom(start) } : inner;
}

/** `[item, item]` */
export function readList(cursor: TagCursor, readItem: ReadExpression): Expression {
	const { start } = cursor.advance();
	const items: Expression[] = [];
	let depth = 0;
	while (!cursor.at(']') && !cursor.hasFailed()) {
		if (items.length > 0) cursor.expect(',', 'the list is still open. Add `]`, or a comma between two items.');
		if (cursor.at(']') || cursor.hasFailed()) break;
		items.push(readItem(cursor));
		depth = Math.max(depth, cursor.depth);
	}
	cursor.expect(']', 'the list is still open. Add `]`.');
	cursor.depth = depth + 1;
	return { kind: 'list', range: cursor.rangeFrom(start), items };
}

/** `{item: item, item: item}` */
export function readDictionary(cursor: TagCursor, readItem: ReadExpression): Expression {
	const { start } = cursor.advance();
	const entries: { key: Expression; value: Expression }[] = [];
	let depth = 0;
	while (!cursor.at('}') && !cursor.hasFailed()) {
		if (entries.length > 0) cursor.expect(',', 'the dictionary is still open. Add `}`, or a comma between two entries.');
		if (cursor.at('}') || cursor.hasFailed()) break;
		const key = readItem(cursor);
		depth = Math.max(depth, cursor.depth);
		cursor.expect(':', 'a dictionary has a value for each key. Write `key: value`.');
		const value = cursor.hasFailed() ? missingExpression(cursor) : readItem(cursor);
		depth = Math.max(depth, cursor.depth);
		entries.push({ key, value });
	}
	cursor.expect('}', 'the dictionary is still open. Add `}`.');
	cursor.depth = depth + 1;
	return { kind: 'dictionary', range: cursor.rangeFrom(start), entries };
}
