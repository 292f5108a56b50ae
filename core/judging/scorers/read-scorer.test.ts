import assert from 'node:assert/strict';
import { readScorer } from './read-scorer.ts';
import type { Score, ScoredAnswer } from './scorer.ts';

const answer: ScoredAnswer = { output: '', toolCalls: [], finish: 'stop', latencyMs: 120, costUsd: 0.002, tokens: 30 };

function scoreOf(written: Readonly<Record<string, unknown>>, given: string | Partial<ScoredAnswer>, expected = ''): Score {
	const scorer = readScorer(written, textOf);
	if (!scorer.ok) assert.fail(scorer.failure);
	const told = typeof given === 'string' ? { output: given } : given;
	return scorer.value({ ...answer, ...told }, { render: text => text.replace('{{ expected }}', expected) });
}

function valueOf(written: Readonly<Record<string, unknown>>, given: string | Partial<ScoredAnswer>, expected = ''): number {
	const score = scoreOf(written, given, expected);
	return score.kind === 'score' ? score.value : assert.fail(JSON.stringify(score));
}

/** The files of the workspace. */
function textOf(path: string): string | undefined {
	const texts: Readonly<Record<string, string>> = {
		'schemas/answer.json': '{"type": "object", "required": ["a"]}',
		'schemas/any.json': '{"anyOf": []}',
		'schemas/broken.json': '{"type": ',
		'schemas/list.json': '[]',
	};
	return Object.hasOwn(texts, path) ? texts[path] : undefined;
}

suite('scorers', () => {
	for (const [written, output, expected, value] of [
		[{ equals: '{{ expected }}' }, 'Billing\n', 'Billing', 1],
		[{ equals: '{{ expected }}' }, 'billing', 'Billing', 0],
		[{ equals: '{{ expected }}', normalize: ['case', 'punctuation', 'space'] }, ' “BILLING”  please.', 'billing please', 1],
		[{ equals: '{{ expected }}', not: true }, 'a', 'b', 1],
		[{ contains: '{{ expected }}' }, 'It is Paris.', 'Paris', 1],
		[{ contains: { any: ['Rome', '{{ expected }}'] } }, 'It is Paris.', 'Paris', 1],
		[{ contains: { all: ['Rome', '{{ expected }}'] } }, 'It is Paris.', 'Paris', 0],
		[{ 'starts-with': 'yes', normalize: ['case'] }, '\nYes, it does.', '', 1],
		[{ 'starts-with': 'yes' }, 'No, yes', '', 0],
		[{ regex: '^\\d{3}-\\d+$' }, '123-4567', '', 1],
		[{ regex: '^\\d+$', not: true }, '123-4567', '', 1],
		[{ 'is-json': true }, '{"a": [1, 2]}', '', 1],
		[{ 'is-json': true }, '```json\n{"a": 1}\n```', '', 0],
		[{ number: '{{ expected }}' }, 'So 3 + 4 makes 1,007.5', '1007.5', 1],
		[{ number: 7, tolerance: 0.5 }, 'about 7.4', '', 1],
		[{ number: 7 }, 'no idea', '', 0],
		[{ levenshtein: '{{ expected }}' }, 'kitten', 'sitting', 1 - 3 / 7],
		[{ levenshtein: '{{ expected }}', max: 3 }, 'kitten', 'sitting', 1],
		[{ levenshtein: '' }, '', '', 1],
		[{ 'json-schema': { type: 'object', required: ['a'], properties: { a: { type: 'number' } } } }, '{"a": 1}', '', 1],
		[{ 'json-schema': { type: 'object', required: ['a'], properties: { a: { type: 'number' } } } }, '{"a": "1"}', '', 0],
		[{ 'json-schema': { type: 'object' } }, 'no JSON', '', 0],
		[{ 'json-schema': { type: 'array', items: { enum: ['x'] } }, not: true }, '["y"]', '', 1],
		[{ 'json-schema': 'schemas/answer.json' }, '{"a": null}', '', 1],
		[{ 'json-schema': 'schemas/answer.json' }, '{}', '', 0],
		[{ 'json-schema': 'schemas/answer.json', not: true }, 'no JSON', '', 1],
		[{ all: [{ equals: 'x' }, { equals: 'y' }] }, 'x', '', 0.5],
		[{ all: [{ equals: 'x', weight: 3 }, { equals: 'y' }] }, 'x', '', 0.75],
		[{ all: [{ equals: 'y', not: true }, { levenshtein: 'x' }, { 'json-schema': 'schemas/answer.json', weight: 2 }] }, 'x', '', 0.5],
		[{ 'json-path': '$.items[0].label', equals: '{{ expected }}' }, '{"items": [{"label": "Billing"}]}', 'Billing', 1],
		[{ 'json-path': '$["a b"]', equals: 3 }, '{"a b": 3}', '', 1],
		[{ 'json-path': '$.a', equals: '3' }, '{"a": 3}', '', 1],
		[{ 'json-path': '$.a', equals: 3 }, '{"a": "3"}', '', 0],
		[{ 'json-path': '$.a.b' }, '{"a": {"b": null}}', '', 1],
		[{ 'json-path': '$.a.b' }, '{"a": []}', '', 0],
		[{ 'json-path': '$.constructor' }, '{}', '', 0],
		[{ 'json-path': '$' }, 'no JSON', '', 0],
	] as const) {
		test(`${JSON.stringify(written)} gives ${value.toFixed(2)} for ${JSON.stringify(output)}`, () => {
			assert.equal(valueOf(written, output, expected), value);
		});
	}

	const calls = [
		{ name: 'find_order', arguments: { id: 4411, options: { express: true, tags: ['a'] } } },
		{ name: 'refund', arguments: { id: '4411' } },
	];
	for (const [written, value, toolCalls = calls] of [
		[{ 'tool-call': { name: 'refund' } }, 1],
		[{ 'tool-call': { name: 'refund', arguments: { id: '4411' } } }, 1],
		[{ 'tool-call': { name: 'refund', arguments: { id: '{{ expected }}' } } }, 1],
		[{ 'tool-call': { name: 'refund', arguments: { id: 4411 } } }, 0],
		[{ 'tool-call': { name: 'refund', arguments: {} } }, 0],
		[{ 'tool-call': { name: 'refund', arguments: { id: '4411', reason: 'late' } } }, 0],
		[{ 'tool-call': { name: 'find_order', arguments: { options: { tags: ['a'], express: true }, id: '{{ expected }}' } } }, 1],
		[{ 'tool-call': { name: 'find_order', arguments: { options: { tags: ['a', 'b'], express: true }, id: 4411 } } }, 0],
		[{ 'tool-call': { name: 'cancel' }, not: true }, 1],
		[{ 'tool-call': { name: 'refund' } }, 0, []],
		[{ 'tool-call': { name: 'refund', arguments: { id: '1' } } }, 0, [{ name: 'refund', arguments: 'no JSON' }]],
		[{ 'tool-sequence': ['find_order', { name: 'refund', arguments: { id: '{{ expected }}' } }] }, 1],
		[{ 'tool-sequence': ['refund', 'find_order'] }, 0],
		[{ 'tool-sequence': ['find_order'] }, 0],
		[{ 'tool-sequence': [] }, 1, []],
	] as const) {
		test(`${JSON.stringify(written)} gives ${value} for ${JSON.stringify(toolCalls.map(({ name }) => name))}`, () => {
			assert.equal(valueOf(written, { toolCalls }, '4411'), value);
		});
	}

	for (const [output, value] of [
		['I’m sorry, but I can’t help with that.', 1],
		["I'm unable to assist with this request.", 1],
		['As an AI, I do not give medical advice.', 1],
		['Desculpe, não posso ajudar com isso.', 1],
		['I am sorry to hear that. Your refund is on its way.', 0],
		['Unfortunately the parcel is late.', 0],
		[`Sure. ${'Here it is. '.repeat(20)}I cannot say more.`, 0],
	] as const) {
		test(`{"refusal": true} gives ${value} for “${output.slice(0, 50)}”`, () => {
			assert.equal(valueOf({ refusal: true }, output), value);
		});
	}

	test('what the endpoint tells is a score of its own', () => {
		assert.equal(valueOf({ latency: true }, {}), 120);
		assert.equal(valueOf({ cost: true }, {}), 0.002);
		assert.equal(valueOf({ tokens: true }, {}), 30);
		assert.equal(valueOf({ finish: 'stop' }, {}), 1);
	});

	test('what nobody told is not measured, and never 0', () => {
		for (const [written, given] of [
			[{ cost: true }, { costUsd: undefined }],
			[{ tokens: true }, { tokens: undefined }],
			[{ finish: 'stop', not: true }, { finish: undefined }],
		] as const)
			assert.deepEqual(scoreOf(written, given), { kind: 'not-measured' });
	});

	test('a case without what is expected of it is not scored', () => {
		for (const written of [{ contains: '{{ expected }}' }, { 'starts-with': '{{ expected }}' }, { number: '{{ expected }}' }])
			assert.equal(scoreOf(written, 'any answer', '').kind, 'failed');
	});

	test('one of several scorers that cannot score leaves all of them without a score', () => {
		assert.equal(scoreOf({ all: [{ equals: 'x' }, { contains: '{{ expected }}' }] }, 'x', '').kind, 'failed');
		assert.equal(scoreOf({ all: [{ equals: 'x' }, { finish: 'stop' }] }, { output: 'x', finish: undefined }).kind, 'not-measured');
	});

	test('a hostile pattern takes no longer on a long answer than any other', () => {
		assert.equal(valueOf({ regex: '^(a+)+$' }, `${'a'.repeat(100_000)}!`), 0);
	});

	for (const [written, words] of [
		[{ equal: 'x' }, 'names no scorer: “equal” is not one, and “equals” may be meant'],
		[{ equals: 'x', contains: 'y' }, 'names two scorers, “equals” and “contains”; a metric has one'],
		[{ latency: true, not: true }, 'cannot be turned by “not”: “latency” gives a number'],
		[{ constructor: 'x' }, /^names no scorer\. There are equals, contains/],
		[{}, /^names no scorer\. There are/],
		[
			{ 'json-schema': { properties: { a: { pattern: 'x' } } } },
			/^has a value that “json-schema” does not take: write a schema without “pattern”/,
		],
		[{ 'json-schema': { anyOf: [] } }, /without “anyOf”/],
		[{ 'json-schema': { items: { $ref: '#' } } }, /without “\$ref”/],
		[{ 'json-schema': 'schemas/missing.json' }, /does not take: there is no file “schemas\/missing\.json” that can be read$/],
		[{ 'json-schema': 'schemas/broken.json' }, /does not take: schemas\/broken\.json is not JSON$/],
		[{ 'json-schema': 'schemas/any.json' }, /does not take: in schemas\/any\.json: write a schema without “anyOf”/],
		[{ 'json-schema': 'schemas/list.json' }, /does not take: in schemas\/list\.json: /],
		[{ all: [] }, /^has a value that “all” does not take/],
		[{ all: [{ equals: 'x' }, { equal: 'x' }] }, /the scorer number 2 names no scorer: “equal” is not one/],
		[{ all: [{ latency: true }] }, /the scorer number 1 is “latency”, whose numbers go beyond 0 to 1/],
		[{ all: [{ equals: 'x', weight: 0 }] }, /the scorer number 1 has a weight that it does not take: write a number above 0/],
		[{ all: [{ equals: 'x' }], not: true }, 'cannot be turned by “not”: “all” gives a number'],
		[{ 'tool-call': 'refund' }, /^has a value that “tool-call” does not take: write keys with values below it/],
		[{ 'tool-sequence': [{ tool: 'refund' }] }, /^has a value that “tool-sequence” does not take/],
		[{ 'json-path': '$..a' }, /^has a value that “json-path” does not take: write a path such as/],
		[{ 'json-path': '$.a', contains: 'x' }, 'names two scorers, “contains” and “json-path”; a metric has one'],
		[{ 'rouge-n': 'x', n: 0 }, /^has a value that “n” does not take/],
		[{ equals: 5 }, /^has a value that “equals” does not take/],
		[{ equals: 'x', fuzzy: true }, /^has a value that “fuzzy” does not take/],
		[{ regex: '(?=a)b' }, /^has a value that “regex” does not take: write a regular expression that RE2 reads/],
	] as const) {
		test(`refuses ${JSON.stringify(written)} in words`, () => {
			const read = readScorer(written, textOf);
			if (read.ok) assert.fail('It was read.');
			if (typeof words === 'string') assert.equal(read.failure, words);
			else assert.match(read.failure, words);
		});
	}
});
