import type { Expression } from '../../../tree/template-tree.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { deepen } from './read-nested.ts';
import type { ReadExpression } from './read-nested.ts';

/** Elements with commas between them, up to the end of the tag or `)`, as a tuple; a single one without a comma stands for itself. */
export function readElements(cursor: TagCursor, readElement: ReadExpression): Expression {
	const items: Expression[] = [];
	let depth = 0;
	let isTuple = false;
	while (!isElementsEnd(cursor)) {
		items.push(readElement(cursor));
		depth = Math.max(depth, cursor.depth);
		if (!cursor.skip(',')) break;
		isTuple = true;
	}
	const [first] = items;
	if (first !== undefined && !isTuple) return first;
	cursor.depth = depth;
	deepen(cursor, 0);
	return { kind: 'tuple', range: cursor.rangeFrom(first?.range.start ?? cursor.previousEnd), items };
}

/** True where no further element can stand. */
export function isElementsEnd(cursor: TagCursor): boolean {
	return cursor.at('end') || cursor.at(')');
}
