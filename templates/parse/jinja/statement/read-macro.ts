import { readExpression } from '../expression/read-expression.ts';
import type { TagCursor } from '../tokens/tag-cursor.ts';
import { defaultValues } from './jinja-statement.ts';
import type { JinjaStatement, Parameter } from './jinja-statement.ts';
import { readName } from './read-name.ts';

/** `macro name(parameter, parameter=default)` */
export function readMacro(cursor: TagCursor): JinjaStatement {
	const name = readName(cursor, 'a macro needs a name. Add it after `macro`.');
	const parameters = readSignature(cursor);
	return { kind: 'macro', name, parameters, expressions: defaultValues(parameters) };
}

/** `call(parameter) macro(argument)` */
export function readCallBlock(cursor: TagCursor): JinjaStatement {
	const parameters = cursor.at('(') ? readSignature(cursor) : [];
	const call = readExpression(cursor);
	if (call.kind !== 'call' && !cursor.hasFailed()) {
		cursor.fail('A `call` block passes its body to a macro, but this one calls none. Write `{% call macro_name() %}`.', call.range);
	}
	const caller = call.kind === 'call' ? call.arguments.find(argument => argument.name === 'caller') : undefined;
	if (caller !== undefined) {
		cursor.fail('A `call` block passes its own body as `caller`, so the argument would be given twice. Remove it.', caller.range);
	}
	cursor.skip(':');
	return { kind: 'call', parameters, call, expressions: [...defaultValues(parameters), call] };
}

function readSignature(cursor: TagCursor): readonly Parameter[] {
	const parameters: Parameter[] = [];
	const names = new Set<string>();
	cursor.expect('(', 'the arguments of the macro must follow. Write `()` if it has none.');
	while (!cursor.at(')') && !cursor.hasFailed()) {
		if (parameters.length > 0) cursor.expect(',', 'the arguments are still open. Add `)`, or a comma between two names.');
		const parameter = cursor.hasFailed() ? undefined : readParameter(cursor, parameters.at(-1));
		if (parameter === undefined) break;
		const { name, range } = parameter.name;
		if (names.has(name)) cursor.fail(`Two arguments are named \`${name}\`. Rename one of them.`, range);
		names.add(name);
		parameters.push(parameter);
	}
	cursor.expect(')', 'the arguments are still open. Add `)`.');
	return parameters;
}

/** A parameter behind `previous`, which needs a default when that one has one. */
function readParameter(cursor: TagCursor, previous: Parameter | undefined): Parameter | undefined {
	const name = readName(cursor, 'an argument name is needed here.');
	if (name === undefined) return undefined;
	const defaultValue = cursor.skip('=') ? readExpression(cursor) : undefined;
	if (previous?.defaultValue !== undefined && defaultValue === undefined) {
		const message = `\`${name.name}\` needs a default, since an argument before it has one. Give it one or move it forward.`;
		cursor.fail(message, name.range);
	}
	return { name, defaultValue };
}
