import assert from 'node:assert/strict';
import { unitReservations } from './unit-reservations.ts';

suite('units of a metric', () => {
	const between = (baseline: readonly number[], candidate: readonly number[]): readonly string[] =>
		unitReservations({ metric: 'score', baseline: 'a', candidate: 'b', pairs: { baseline, candidate } });

	test('percents against fractions are named, whichever side has them', () => {
		assert.deepEqual(between([50, 100, 0], [0.5, 0.9, 0.1]), [
			'“score” lies between 0 and 1 on b and reaches 100 on a: one side may be in percent.',
		]);
		assert.deepEqual(between([0, 1, 1], [0, 100, 100]), [
			'“score” lies between 0 and 1 on a and reaches 100 on b: one side may be in percent.',
		]);
		assert.equal(between([0.02, 0.4], [45, 3.5]).length, 1);
	});

	for (const [what, baseline, candidate] of [
		['two sides of fractions, however far apart', [0.01, 0.01], [0.9, 1]],
		['two sides of percents', [1.5, 3], [90, 100]],
		['grades from 1 to 5 against fractions', [0.5, 1], [4, 5]],
		['negative values', [-0.5, 1], [40, 50]],
		['a side of zeros', [0, 0], [40, 50]],
		['no values', [], []],
	] as const) {
		test(`nothing is said of ${what}`, () => {
			assert.deepEqual(between(baseline, candidate), []);
		});
	}
});
