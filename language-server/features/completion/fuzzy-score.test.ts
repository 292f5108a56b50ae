import assert from 'node:assert/strict';
import { fuzzyScore } from './fuzzy-score.ts';

suite('fuzzyScore', () => {
	const orders: readonly (readonly [query: string, names: string])[] = [
		['code', 'code code-generator my-code decode'],
		['cg', 'code-generator cog change-log-g'],
		['code@2', 'code@2.0.0 code-generator@2.0.0'],
		['', 'a ab abc'],
	];
	for (const [query, expected] of orders) {
		test(`“${query}” ranks ${expected}`, () => {
			const names = expected.split(' ').toSorted();
			const ranked = names
				.map(name => ({ name, score: fuzzyScore(query, name) ?? assert.fail(name) }))
				.sort((left, right) => right.score - left.score);
			assert.equal(ranked.map(({ name }) => name).join(' '), expected);
		});
	}

	test('a name without one of the characters, or with them in another order, does not fit', () => {
		assert.equal(fuzzyScore('codex', 'code'), undefined);
		assert.equal(fuzzyScore('ba', 'ab'), undefined);
	});
});
