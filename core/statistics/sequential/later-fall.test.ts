import assert from 'node:assert/strict';
import golden from '../../../test/golden/watch.json';
import { momentsOf } from '../descriptive/moments.ts';
import type { Moments } from '../descriptive/moments.ts';
import { fewerPasses } from '../rates/fewer-passes.ts';
import { createSeededRandom } from '../resampling/seeded-random.ts';
import { laterFall, largestFall, valuesToShow, windowsPerLevel } from './later-fall.ts';

function passes(rate: number, n: number, random: () => number): Moments {
	let count = 0;
	for (let index = 0; index < n; index++) if (random() < rate) count++;
	return { n, mean: count / n, sumSquares: count };
}

suite('a later fall', () => {
	for (const { earlier, later, p } of golden.fisher) {
		test(`has the one-sided p of scipy's fisher_exact: ${later.passes} of ${later.total} after ${earlier.passes} of ${earlier.total}`, () => {
			const found = fewerPasses(earlier, later);
			assert.ok(Math.abs(found - p) <= 1e-9 * p + 1e-300, `${found} instead of ${p}`);
		});
	}

	for (const { earlier, later, p } of golden.welch) {
		test(`has the one-sided p of scipy's ttest_ind with unequal variances: ${p.toExponential(2)}`, () => {
			const found = laterFall(momentsOf(earlier), [momentsOf(later)]);
			assert.ok(found);
			const expected = Math.min(1, p * 7 * windowsPerLevel);
			assert.ok(Math.abs(found.p - expected) <= 1e-8 * expected, `${found.p} instead of ${expected}`);
		});
	}

	test('is found in at most 5 % of 200 quiet quarters of daily windows, where the rate is high and where it is not', () => {
		const random = createSeededRandom(16);
		for (const rate of [0.98, 0.9, 0.5]) {
			let alarms = 0;
			for (let quarter = 0; quarter < 200; quarter++) {
				const evidence = passes(rate, 200, random);
				const windows = Array.from({ length: 90 }, () => passes(rate, 60, random));
				if (windows.some((_, day) => (laterFall(evidence, windows.slice(Math.max(0, day - 63), day + 1))?.p ?? 1) <= 0.05))
					alarms++;
			}
			assert.ok(alarms <= 10, `${alarms} of 200 at ${rate}`);
		}
	});

	test('is found within days when a rate of 0.9 becomes 0.49 after seven good weeks', () => {
		const random = createSeededRandom(7);
		const evidence = passes(0.9, 200, random);
		const windows = Array.from({ length: 60 }, (_, day) => passes(day < 49 ? 0.9 : 0.49, 60, random));
		const first = windows.findIndex((_, day) => (laterFall(evidence, windows.slice(0, day + 1))?.p ?? 1) <= 0.05);
		assert.ok(first >= 49 && first <= 50, `day ${first}`);
	});

	test('of what matters is found in four of five attempts by as many values as it says', () => {
		const random = createSeededRandom(3);
		let found = 0;
		const attempts = 200;
		for (let attempt = 0; attempt < attempts; attempt++) {
			const evidence = passes(0.8, 1000, random);
			const needed = valuesToShow(evidence, 0.1, 0.05) ?? 0;
			if ((laterFall(evidence, [passes(0.7, needed, random)])?.p ?? 1) <= 0.05) found++;
		}
		assert.ok(found >= 0.65 * attempts && found <= 0.95 * attempts, `${found} of ${attempts}`);
	});

	test('cannot be shown by any number of values where the evidence is too small', () =>
		assert.equal(valuesToShow({ n: 20, mean: 0.9, sumSquares: 18 }, 0.05, 0.05), Infinity));

	test('is excluded by enough values and not by few', () => {
		const evidence = { n: 1000, mean: 0.9, sumSquares: 900 };
		assert.ok((largestFall(evidence, { n: 2000, mean: 0.9, sumSquares: 1800 }) ?? 1) < 0.05);
		assert.ok((largestFall(evidence, { n: 20, mean: 0.9, sumSquares: 18 }) ?? 0) > 0.05);
	});

	test('is nothing without values, and without any spread', () => {
		assert.equal(laterFall(momentsOf([]), [momentsOf([1, 0])]), undefined);
		assert.equal(laterFall(momentsOf([1, 0]), []), undefined);
		assert.equal(laterFall(momentsOf([2, 2]), [momentsOf([3, 3])]), undefined);
	});
});
