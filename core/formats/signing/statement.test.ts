import assert from 'node:assert/strict';
import { createSeededRandom } from '../../statistics/resampling/seeded-random.ts';
import { statementAbout, statementText } from './statement.ts';

const words = ['', 'a', '\u00e9', 'e\u0301', '\u2028', '"', '\\', '\ud83d\ude00', '__proto__', 'constructor', '10', '9', '\0', '\r\n'];

function anyValue(random: () => number, depth: number): unknown {
	const kind = Math.floor(random() * (depth === 0 ? 4 : 6));
	if (kind === 0) return random() < 0.5;
	if (kind === 1) return random() < 0.5 ? Math.floor(random() * 1e6) : (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
	if (kind === 2) return null;
	if (kind === 3) return anyWord(random) + anyWord(random);
	const size = Math.floor(random() * 4);
	if (kind === 4) return Array.from({ length: size }, () => anyValue(random, depth - 1));
	return anyRecord(random, depth - 1, size);
}

function anyRecord(random: () => number, depth: number, size: number): Record<string, unknown> {
	return Object.fromEntries(Array.from({ length: size }, () => [anyWord(random), anyValue(random, depth)]));
}

function anyWord(random: () => number): string {
	return words[Math.floor(random() * words.length)] ?? '';
}

/** The same value whose keys were written in the other order. */
function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.toReversed()
			.map(([key, member]) => [key, reversed(member)]),
	);
}

function textOf(predicate: Record<string, unknown>): string {
	return statementText(statementAbout({ name: 'greeter@1.0.0', sha256: '0'.repeat(64) }, 'approval', predicate));
}

suite('statementText', () => {
	test('is the same whatever order the keys were written in', () => {
		for (let seed = 1; seed <= 300; seed += 1) {
			const predicate = anyRecord(createSeededRandom(seed), 3, 4);
			assert.equal(
				textOf(
					Object.fromEntries(
						Object.entries(predicate)
							.toReversed()
							.map(([key, value]) => [key, reversed(value)]),
					),
				),
				textOf(predicate),
			);
		}
	});

	test('reads back as what was signed, and is written the same way again', () => {
		for (let seed = 1; seed <= 300; seed += 1) {
			const predicate = anyRecord(createSeededRandom(seed), 3, 4);
			const text = textOf(predicate);
			const read = JSON.parse(text) as { readonly predicate: Record<string, unknown> };
			assert.deepEqual(
				Object.entries(read.predicate).toSorted(),
				Object.entries(JSON.parse(JSON.stringify(predicate)) as object).toSorted(),
			);
			assert.equal(textOf(read.predicate), text);
		}
	});

	test('differs for any two predicates that differ', () => {
		const seen = new Map<string, string>();
		for (let seed = 1; seed <= 300; seed += 1) {
			const random = createSeededRandom(seed);
			const predicate = { ...anyRecord(random, 3, 4), reason: String(seed) };
			const text = textOf(predicate);
			assert.equal(seen.has(text), false);
			seen.set(text, predicate.reason);
			assert.notEqual(textOf({ ...predicate, reason: `${seed} ` }), text);
			assert.notEqual(textOf({ ...predicate, more: null }), text);
		}
	});

	const apart: readonly (readonly [title: string, left: Record<string, unknown>, right: Record<string, unknown>])[] = [
		['a number and its text', { value: 1 }, { value: '1' }],
		['two spellings of one letter', { value: '\u00e9' }, { value: 'e\u0301' }],
		['nothing and null', {}, { value: null }],
		['a list and its only member', { value: ['a'] }, { value: 'a' }],
		['a text that looks like another member', { a: '1","b":"2' }, { a: '1', b: '2' }],
		['lists in another order', { value: [1, 2] }, { value: [2, 1] }],
	];
	for (const [title, left, right] of apart) {
		test(`tells apart ${title}`, () => assert.notEqual(textOf(left), textOf(right)));
	}
});
