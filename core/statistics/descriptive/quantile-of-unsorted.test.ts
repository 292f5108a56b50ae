import assert from 'node:assert/strict';
import { createSeededRandom } from '../resampling/seeded-random.ts';
import { quantile } from './quantile.ts';
import { quantileOfUnsorted } from './quantile-of-unsorted.ts';

suite('quantile of values in any order', () => {
	const shares = [0, 0.0013, 0.025, 0.33, 0.5, 0.975, 1];
	const random = createSeededRandom(1);
	const kinds: Readonly<Record<string, (index: number, count: number) => number>> = {
		'random values': () => random() * 10 - 5,
		'few different values': () => Math.floor(random() * 3),
		'equal values': () => 7,
		'ascending values': index => index,
		'descending values': (index, count) => count - index,
	};
	for (const [kind, valueAt] of Object.entries(kinds)) {
		test(`is that of the sorted ones: ${kind}`, () => {
			for (const count of [1, 2, 3, 10, 999, 5000]) {
				const values = Float64Array.from({ length: count }, (_, index) => valueAt(index, count));
				for (const share of shares)
					assert.equal(
						quantileOfUnsorted(values.slice(), share),
						quantile(values.slice().sort(), share),
						`${count} values, ${share}`,
					);
			}
		});
	}

	test('is 0 without values', () => {
		assert.equal(quantileOfUnsorted(new Float64Array(), 0.5), 0);
	});
});
