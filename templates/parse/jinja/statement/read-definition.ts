import type { Expression } from '../../../tree/template-tree.ts';
import { readExpression, readTuple, readTupleBeforeIf } from '../expression/read-expression.ts';
import { readFilter } from '../expression/read-filter.ts';
import { missingExpression } from '../expression/read-nested.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import type { JinjaStatement } from './jinja-statement.ts';
import { readSetTarget, readTarget } from './read-target.ts';

/** `set name = value`, `set name` and `set name | filter` */
export function readSet(cursor: TagCursor): JinjaStatement {
	const target = readSetTarget(cursor);
	if (cursor.skip('=')) {
		const value = readTuple(cursor, 'This `set` assigns nothing. Add a value after `=`.');
		return { kind: 'assign', target, expressions: [value] };
	}
	// Without this, a target that is wrong would open a block that has no end.
	if (cursor.hasFailed()) return { kind: 'assign', target, expressions: [] };
	const expressions = cursor.skip('|') ? [readBodyFilter(cursor)] : [];
	cursor.skip(':');
	return { kind: 'capture', target, expressions };
}

/** `filter name | name` */
export function readFilterBlock(cursor: TagCursor): JinjaStatement {
	const filter = readBodyFilter(cursor);
	cursor.skip(':');
	return { kind: 'filter', expressions: [filter] };
}

/** `for name in values if condition recursive` */
export function readFor(cursor: TagCursor): JinjaStatement {
	const target = readTarget(cursor);
	if (!cursor.skipWord('in')) cursor.failAtCurrent('a loop is written `{% for item in items %}`. Add `in` and the list to loop over.');
	const iterable = readTupleBeforeIf(cursor, 'This loop has nothing to loop over. Add a list after `in`.');
	const filter = cursor.skipWord('if') ? readExpression(cursor) : undefined;
	const isRecursive = cursor.skipWord('recursive');
	cursor.skip(':');
	const expressions = filter === undefined ? [iterable] : [iterable, filter];
	return { kind: 'for', target, iterable, filter, isRecursive, expressions };
}

/** `with name = value, name = value` */
export function readWith(cursor: TagCursor): JinjaStatement {
	const targets: Expression[] = [];
	const expressions: Expression[] = [];
	while (!cursor.at('end')) {
		if (targets.length > 0) cursor.expect(',', 'commas separate the names of a `with`. Add one.');
		if (cursor.hasFailed()) break;
		targets.push(readTarget(cursor));
		cursor.expect('=', 'a `with` gives each name a value. Write `name=value`.');
		if (!cursor.hasFailed()) expressions.push(readExpression(cursor));
	}
	return { kind: 'with', targets, expressions };
}

/** The filters of a block, whose operand is the body. */
function readBodyFilter(cursor: TagCursor): Expression {
	let filter = missingExpression(cursor);
	do filter = readFilter(cursor, filter, readExpression);
	while (cursor.skip('|'));
	return filter;
}
