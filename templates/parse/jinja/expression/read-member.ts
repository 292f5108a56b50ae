import type { Expression } from '../../../tree/template-tree.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { deepen, readNested } from './read-nested.ts';
import type { ReadExpression } from './read-nested.ts';

/** `.name` behind `object`, and `.0`, which is an index. */
export function readAttribute(cursor: TagCursor, object: Expression): Expression {
	const { depth } = cursor;
	cursor.advance();
	const { type, start, end, value } = cursor.current;
	const range = { start: object.range.start, end };
	if (type === 'name' || type === 'integer') cursor.advance();
	else cursor.failAtCurrent('a name must follow the dot. Write the attribute to read.');
	deepen(cursor, depth);
	if (type === 'integer') return { kind: 'index', range, object, index: { kind: 'literal', range: { start, end }, value } };
	if (type === 'name') return { kind: 'attribute', range, object, name: String(value), nameRange: { start, end } };
	const nameRange = cursor.rangeFrom(cursor.previousEnd);
	return { kind: 'attribute', range: cursor.rangeFrom(object.range.start), object, name: '', nameRange };
}

/** `[index]` behind `object`; several indices with commas between them are a tuple. */
export function readIndex(cursor: TagCursor, object: Expression, readExpression: ReadExpression): Expression {
	let { depth } = cursor;
	const { start } = cursor.advance();
	const parts: Expression[] = [];
	while (!cursor.at(']') && !cursor.hasFailed()) {
		if (parts.length > 0) cursor.expect(',', 'the index is still open. Add `]`.');
		parts.push(readNested(cursor, () => readIndexPart(cursor, readExpression)));
		depth = Math.max(depth, cursor.depth);
	}
	cursor.expect(']', 'the index is still open. Add `]`.');
	const slice = parts.length > 1 ? parts.find(({ kind }) => kind === 'slice') : undefined;
	if (slice !== undefined) cursor.fail('An index cannot combine a slice with other values. Split them up.', slice.range);
	deepen(cursor, depth);
	const [first] = parts;
	const index: Expression =
		first !== undefined && parts.length === 1 ? first : { kind: 'tuple', range: cursor.rangeFrom(start), items: parts };
	return { kind: 'index', range: cursor.rangeFrom(object.range.start), object, index };
}

/** One expression, or a slice `start:stop:step` of which each part may be left out. */
function readIndexPart(cursor: TagCursor, readExpression: ReadExpression): Expression {
	const { start } = cursor.current;
	const parts: Expression[] = [];
	const places: number[] = [];
	let depth = 0;
	let isSlice = false;
	for (let colons = 0; ; colons++) {
		if (!cursor.at(':') && !(isSlice && (cursor.at(']') || cursor.at(',')))) {
			parts.push(readExpression(cursor));
			places.push(colons);
			depth = Math.max(depth, cursor.depth);
		}
		if (colons === 2 || !cursor.skip(':')) break;
		isSlice = true;
	}
	cursor.depth = depth;
	const [first] = parts;
	if (!isSlice && first !== undefined) return first;
	cursor.depth++;
	return { kind: 'slice', range: cursor.rangeFrom(Math.min(start, cursor.previousEnd)), parts, places };
}
