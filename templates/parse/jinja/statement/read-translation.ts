import { readExpression } from '../expression/read-expression.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import type { JinjaStatement, TransVariable } from './jinja-statement.ts';
import { readName } from './read-name.ts';

/** `trans name, name = value trimmed` */
export function readTrans(cursor: TagCursor): JinjaStatement {
	const variables: TransVariable[] = [];
	const names = new Set<string>();
	let isTrimmedKnown = false;
	cursor.skip('string');
	while (!cursor.at('end')) {
		if (variables.length > 0) cursor.expect(',', 'commas separate the variables of a translation. Add one.');
		if (cursor.hasFailed() || cursor.skip(':')) break;
		const name = readName(cursor, 'a variable name is needed here.');
		if (name === undefined) break;
		if (names.has(name.name)) cursor.fail(`\`${name.name}\` appears twice. Remove one of them.`, name.range);
		if (!isTrimmedKnown && (name.name === 'trimmed' || name.name === 'notrimmed') && !cursor.at('=')) {
			isTrimmedKnown = true;
			continue;
		}
		names.add(name.name);
		variables.push({ name, value: cursor.skip('=') ? readExpression(cursor) : undefined });
	}
	return { kind: 'trans', variables, expressions: variables.map(({ name, value }) => value ?? name) };
}

/** `pluralize name` */
export function readPluralize(cursor: TagCursor): JinjaStatement {
	const name = cursor.at('end') ? undefined : readName(cursor, 'the variable to count is needed here.');
	return { kind: 'pluralize', name, expressions: name === undefined ? [] : [name] };
}
