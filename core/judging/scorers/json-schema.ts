import { z } from 'zod';
import { findSchemaViolation } from '../../base/json-schema/find-schema-violation.ts';
import { memberOf } from '../../base/member-of.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { passOrFail, readOptions } from './scorer.ts';
import type { OptionsIssue, Scorer, TextOfFile } from './scorer.ts';

/** What is judged, and what says nothing about the value. A schema with another key would pass what it forbids. */
const readKeys: ReadonlySet<string> = new Set([
	...['type', 'enum', 'const', 'required', 'properties', 'additionalProperties', 'items', 'minimum', 'maximum', 'minItems', 'maxItems'],
	...['$schema', '$id', '$comment', 'title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
]);

const schema = z.record(z.string(), z.unknown()).superRefine((written, context) => {
	const unread = firstUnread(written);
	if (unread !== undefined) context.addIssue({ code: 'custom', message: `write a schema without “${unread}”, which is not judged here` });
});

const name = 'json-schema';
const options = z.strictObject({ [name]: z.union([z.string().min(1), z.record(z.string(), z.unknown())]) });

export const jsonSchema: Scorer = {
	name,
	summary: 'Passes when the whole answer is JSON that keeps to this JSON Schema, written in the plan or in a file of the workspace.',
	kind: 'pass-fail',
	ready: (written, textOf) => {
		const read = readOptions(name, options, written);
		if (!read.ok) return read;
		const wanted = schemaOf(read.value[name], textOf);
		return wanted.ok ? succeed(({ output }) => passOrFail(keepsTo(output, wanted.value))) : wanted;
	},
};

/** The schema in the plan, or in the file that it names. */
function schemaOf(written: unknown, textOf: TextOfFile): Result<unknown, OptionsIssue> {
	if (typeof written !== 'string') return readOptions(name, schema, written);
	const text = textOf(written);
	if (text === undefined) return fail({ key: name, message: `there is no file “${written}” that can be read` });
	try {
		const read = readOptions(name, schema, JSON.parse(text));
		return read.ok ? read : fail({ key: name, message: `in ${written}: ${read.failure.message}` });
	} catch {
		return fail({ key: name, message: `${written} is not JSON` });
	}
}

function keepsTo(output: string, wanted: unknown): boolean {
	try {
		return findSchemaViolation(JSON.parse(output), wanted) === undefined;
	} catch {
		return false; // No JSON keeps to no schema.
	}
}

/** The first key that says something about values and is not read, in the schema or in one below it. */
function firstUnread(written: unknown): string | undefined {
	if (typeof written !== 'object' || written === null || Array.isArray(written)) return undefined;
	const own = Object.keys(written).find(key => !readKeys.has(key));
	if (own !== undefined) return own;
	const members: unknown = memberOf(written, 'properties');
	const named: readonly unknown[] = typeof members === 'object' && members !== null ? Object.values(members) : [];
	const below = [...named, memberOf(written, 'items')];
	const others = memberOf(written, 'additionalProperties');
	if (typeof others === 'object') return 'additionalProperties';
	return below.map(firstUnread).find(key => key !== undefined);
}
