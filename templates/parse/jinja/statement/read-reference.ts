import type { Expression, TemplateReference } from '../../../tree/template-tree.ts';
import { readExpression } from '../expression/read-expression.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import type { JinjaStatement, NameExpression, StatementOf } from './jinja-statement.ts';
import { readName } from './read-name.ts';

/** `extends template` */
export function readExtends(cursor: TagCursor): JinjaStatement {
	return referenceTo('extends', readExpression(cursor));
}

/** `include template ignore missing with context` */
export function readInclude(cursor: TagCursor): JinjaStatement {
	const template = readExpression(cursor);
	const ignoresMissing = cursor.skipWords('ignore', 'missing');
	return { ...referenceTo('include', template), ignoresMissing, withContext: readContext(cursor) };
}

/** `import template as name with context` */
export function readImport(cursor: TagCursor): JinjaStatement {
	const template = readExpression(cursor);
	if (!cursor.skipWord('as')) cursor.failAtCurrent('an import needs a name. Write `{% import "file" as name %}`.');
	const target = cursor.hasFailed() ? undefined : readName(cursor, 'an import needs a name. Add it after `as`.');
	const targets = target === undefined ? [] : [target];
	return { ...referenceTo('import', template), targets, withContext: readContext(cursor) };
}

/** `from template import name, name as name with context` */
export function readFrom(cursor: TagCursor): JinjaStatement {
	const template = readExpression(cursor);
	if (!cursor.skipWord('import')) cursor.failAtCurrent('the names to import must follow. Write `{% from "file" import name %}`.');
	const targets: NameExpression[] = [];
	const importedNames: string[] = [];
	let withContext: boolean | undefined;
	while (!cursor.hasFailed() && (withContext = readContext(cursor)) === undefined) {
		const name = readImportedName(cursor);
		const alias = cursor.skipWord('as') ? readName(cursor, 'the new name must follow `as`.') : undefined;
		const target = alias ?? name;
		if (target !== undefined) targets.push(target);
		if (name !== undefined) importedNames.push(name.name);
		if ((withContext = readContext(cursor)) !== undefined || !cursor.skip(',')) break;
	}
	return { ...referenceTo('import', template), targets, importedNames, withContext };
}

/** A reference to `template` that says nothing else. */
function referenceTo(referenceKind: TemplateReference['kind'], template: Expression): StatementOf<'reference'> {
	return {
		kind: 'reference',
		referenceKind,
		template,
		targets: [],
		importedNames: [],
		withContext: undefined,
		ignoresMissing: false,
		expressions: [template],
	};
}

function readImportedName(cursor: TagCursor): NameExpression | undefined {
	const name = readName(cursor, 'a macro name is needed. Add it after `import`.');
	if (name?.name.startsWith('_') === true) {
		const message = `\`${name.name}\` cannot be imported, since names that start with “_” are private to their file. Rename it.`;
		cursor.fail(message, name.range);
	}
	return name;
}

/** True for `with context`, false for `without context`, undefined for neither. */
function readContext(cursor: TagCursor): boolean | undefined {
	if (cursor.skipWords('with', 'context')) return true;
	return cursor.skipWords('without', 'context') ? false : undefined;
}
