import assert from 'node:assert/strict';
import { rangeFinder } from './range-finder.ts';

suite('rangeFinder', () => {
	const find = rangeFinder([{ range: { start: 5, end: 8 } }, { range: { start: 0, end: 2 } }, { range: { start: 8, end: 9 } }]);
	const startAt = (offset: number): number | undefined => find(offset)?.range.start;

	test('finds the range that holds an offset, its end left out', () => {
		assert.deepEqual([0, 1, 5, 7, 8].map(startAt), [0, 0, 5, 5, 8]);
	});

	test('finds nothing before, between and behind ranges', () => {
		assert.deepEqual(
			[-1, 2, 4, 9, 100].filter(offset => find(offset) !== undefined),
			[],
		);
	});
});
