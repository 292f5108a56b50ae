import assert from 'node:assert/strict';
import { findSchemaViolation } from './find-schema-violation.ts';

suite('findSchemaViolation', () => {
	const person = { type: 'object', required: ['name'], properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 0 } } };
	const cases: readonly (readonly [value: unknown, schema: unknown, found: string | undefined])[] = [
		[{ name: 'Ana', age: 3 }, person, undefined],
		[{ age: 3 }, person, ': lacks “name”'],
		[{ name: 3 }, person, 'name: must be of type string'],
		[{ name: 'Ana', age: 1.5 }, person, 'age: must be of type integer'],
		[{ name: 'Ana', age: -1 }, person, 'age: must be at least 0'],
		[{ name: 'Ana', pet: 1 }, person, undefined],
		[{ name: 'Ana', pet: 1 }, { ...person, additionalProperties: false }, 'pet: is not in the schema, which allows nothing else'],
		[[{ name: 'Ana' }, {}], { type: 'array', items: person }, '1: lacks “name”'],
		[[1, 2, 3], { maxItems: 2 }, ': must have at most 2 items'],
		['eggs', { enum: ['spam', 1, null] }, ': must be one of “spam”, 1, null'],
		[null, { type: ['string', 'null'] }, undefined],
		[{ a: 1 }, { const: { a: 1 } }, undefined],
		[{ a: 1 }, { anyOf: [{ type: 'string' }] }, undefined],
		[{ a: 1 }, { properties: { a: { $ref: '#/$defs/x' } } }, undefined],
		[1, true, undefined],
		[1, undefined, undefined],
		[1, { type: 'float' }, undefined],
	];
	for (const [value, schema, found] of cases) {
		test(`${JSON.stringify(value)} by ${JSON.stringify({ schema })}: ${found ?? 'keeps to it'}`, () => {
			const violation = findSchemaViolation(value, schema);
			assert.equal(violation && `${violation.path.join('.')}: ${violation.words}`, found);
		});
	}
});
