import assert from 'node:assert/strict';
import { readSchemaFields } from './picoschema.ts';

suite('readSchemaFields', () => {
	const table: readonly (readonly [title: string, schema: object, field: readonly unknown[]])[] = [
		['a type', { city: 'string' }, ['city', 'string', undefined, false]],
		['a type with words', { city: 'string, where it rains, often' }, ['city', 'string', 'where it rains, often', false]],
		['an optional field', { 'city?': 'integer' }, ['city', 'integer', undefined, true]],
		['a list', { 'tags(array, words to find it by)': 'string' }, ['tags', 'array', 'words to find it by', false]],
		['an optional list', { 'tags?(array)': 'string' }, ['tags', 'array', undefined, true]],
		['an object', { 'person(object)': { name: 'string' } }, ['person', 'object', undefined, false]],
		['one of some words', { 'mood(enum, how it feels)': ['good', 'bad'] }, ['mood', 'string', 'how it feels', false]],
		['an object without a word for it', { person: { name: 'string' } }, ['person', undefined, undefined, false]],
		[
			'a property of a JSON Schema',
			{ type: 'object', properties: { city: { type: 'string', description: 'Where.' } } },
			['city', 'string', 'Where.', true],
		],
		['a required property', { properties: { city: { type: 'string' } }, required: ['city'] }, ['city', 'string', undefined, false]],
	];
	for (const [title, schema, expected] of table) {
		test(`reads ${title}`, () => {
			const [field] = readSchemaFields(schema)?.fields ?? [];
			assert.deepEqual([field?.name, field?.type, field?.description, field?.isOptional], expected);
		});
	}

	test('takes other fields only where the schema says so', () => {
		const isClosed = (schema: object): unknown => readSchemaFields(schema)?.isClosed;
		assert.equal(isClosed({ a: 'string' }), true);
		assert.equal(isClosed({ a: 'string', '(*)': 'any' }), false);
		assert.equal(isClosed({ properties: { a: {} } }), true);
		assert.equal(isClosed({ properties: { a: {} }, additionalProperties: true }), false);
		assert.equal(isClosed({ type: 'object' }), false);
	});

	test('knows nothing of a schema that stands elsewhere', () => assert.equal(readSchemaFields('Person'), undefined));
});
