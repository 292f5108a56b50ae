import type { TagCursor } from '../tokens/tag-cursor.ts';
import type { NameExpression } from './jinja-statement.ts';

/** A name; undefined, and a failure for `reason`, where none stands. */
export function readName(cursor: TagCursor, reason: string): NameExpression | undefined {
	const token = cursor.expect('name', reason);
	return token && { kind: 'name', range: { start: token.start, end: token.end }, name: String(token.value) };
}
