import type { Expression } from '../../../tree/template-tree.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';

/** How deep an expression may be. Jinja itself gives up earlier, with a RecursionError of Python. */
const greatestDepth = 200;
const greatestNesting = 60;

/** Reads what starts at the current token. */
export type ReadExpression = (cursor: TagCursor) => Expression;

/** What `read` gives, read one level deeper, unless the template nests without bound. */
export function readNested(cursor: TagCursor, read: ReadExpression): Expression {
	if (cursor.nesting >= greatestNesting) return failTooDeep(cursor);
	cursor.nesting++;
	const expression = read(cursor);
	cursor.nesting--;
	return expression;
}

/** Notes that the expression now read holds one of depth `depth` beside the one read last. */
export function deepen(cursor: TagCursor, depth: number): void {
	cursor.depth = Math.max(depth, cursor.depth) + 1;
	if (cursor.depth > greatestDepth && !cursor.hasFailed()) failTooDeep(cursor);
}

/** The expression that should stand behind the last token, and does not. */
export function missingExpression(cursor: TagCursor): Expression {
	cursor.depth = 1;
	return { kind: 'missing', range: cursor.rangeFrom(cursor.previousEnd) };
}

function failTooDeep(cursor: TagCursor): Expression {
	const { start, end } = cursor.current;
	cursor.fail('This expression is nested too deeply for Jinja. Split it up with `{% set %}`.', { start, end });
	return missingExpression(cursor);
}
