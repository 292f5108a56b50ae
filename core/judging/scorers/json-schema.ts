import { z } from 'zod';
import { findSchemaViolation } from '../../base/json-schema/find-schema-violation.ts';
import { memberOf } from '../../base/member-of.ts';
import { defineScorer, passOrFail } from './scorer.ts';

/** What is judged, and what says nothing about the value. A schema with another key would pass what it forbids. */
const readKeys: ReadonlySet<string> = new Set([
	...['type', 'enum', 'const', 'required', 'properties', 'additionalProperties', 'items', 'minimum', 'maximum', 'minItems', 'maxItems'],
	...['$schema', '$id', '$comment', 'title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
]);

const schema = z.record(z.string(), z.unknown()).superRefine((written, context) => {
	const unread = firstUnread(written);
	if (unread !== undefined) context.addIssue({ code: 'custom', message: `write a schema without “${unread}”, which is not judged here` });
});

export const jsonSchema = defineScorer({
	name: 'json-schema',
	summary: 'Passes when the whole answer is JSON that keeps to this JSON Schema, written in the plan.',
	kind: 'pass-fail',
	options: z.strictObject({ 'json-schema': schema }),
	score: ({ output }, { 'json-schema': wanted }) => {
		let value: unknown;
		try {
			value = JSON.parse(output);
		} catch {
			return passOrFail(false); // No JSON keeps to no schema.
		}
		return passOrFail(findSchemaViolation(value, wanted) === undefined);
	},
});

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
