import assert from 'node:assert/strict';
import type { Sample } from '../../formats/run/sample.ts';
import { compareRuns } from './compare-runs.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import { experimentOf, samplesOf, side, compare, only, repeat } from '../../../test/support/comparisons/compared-sides.ts';

suite('verdicts', () => {
	const half = [...repeat(20, 1), ...repeat(20, 0)];
	const cases: readonly {
		readonly title: string;
		readonly before: readonly (number | Error | undefined)[];
		readonly after: readonly (number | Error | undefined)[];
		readonly metric?: object;
		readonly words: string;
		readonly method: string;
	}[] = [
		{ title: 'many more passes', before: half, after: repeat(40, 1), words: 'Improved', method: 'mcnemar-exact' },
		{ title: 'many fewer passes', before: half, after: repeat(40, 0), words: 'Regressed', method: 'mcnemar-exact' },
		{
			title: 'more of what should be less',
			before: half,
			after: repeat(40, 1),
			metric: { goal: 'minimize' },
			words: 'Regressed',
			method: 'mcnemar-exact',
		},
		{
			title: 'no disagreement and enough cases to see one',
			before: repeat(200, 1),
			after: repeat(200, 1),
			metric: { min_effect: 0.05 },
			words: 'Equivalent · within 5 points',
			method: 'mcnemar-exact',
		},
		{
			title: 'no disagreement on ten cases proves little',
			before: repeat(10, 1),
			after: repeat(10, 1),
			metric: { min_effect: 0.05 },
			words: 'No difference shown · identical on all 10 cases; could be 28 points worse, or 28 better; about 150 to 400 more cases would tell',
			method: 'mcnemar-exact',
		},
		{
			title: 'without a smallest effect there is no question of power',
			before: [...repeat(10, 1), 0],
			after: repeat(11, 1),
			words: 'No difference shown · could be 18 points worse, or 38 better',
			method: 'mcnemar-exact',
		},
		{
			title: 'five cases, however unanimous',
			before: repeat(5, 0),
			after: repeat(5, 1),
			words: 'Not enough data · 5 cases, at least 6 needed',
			method: 'mcnemar-exact',
		},
		{ title: 'one case', before: [0.2], after: [0.9], words: 'Not enough data · 1 case, at least 6 needed', method: 'none' },
		{
			title: 'the same small improvement on seven cases, of which any could have lost everything',
			before: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
			after: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
			words: 'No difference shown · could be 35 points worse, or 47 better',
			method: 'permutation-exact',
		},
		{
			title: 'the same improvement on thirty cases',
			before: repeat(30, 0.3),
			after: repeat(30, 0.6),
			words: 'Improved',
			method: 'permutation-random',
		},
		{
			title: 'identical scores',
			before: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
			after: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
			words: 'No difference shown · identical on all 6 cases; could be 46 points worse, or 46 better',
			method: 'permutation-exact',
		},
		{
			title: 'nothing on one side',
			before: half,
			after: [],
			words: 'Not enough data · no per-case results, only run totals',
			method: 'none',
		},
		{
			title: 'errors alone on one side',
			before: half,
			after: repeat(40, new Error('timeout')),
			words: 'Not enough data · not measured on both sides',
			method: 'none',
		},
	];
	for (const { title, before, after, metric, words, method } of cases) {
		test(`${title}: ${words}`, () => {
			const found = only(compare(side('v1', samplesOf(before)), side('v2', samplesOf(after)), experimentOf({ rate: { ...metric } })));
			assert.deepEqual([found.words, found.method], [words, method]);
		});
	}

	test('fewer than two sides are a mistake of the caller', () =>
		assert.throws(() => compareRuns({ title: '', sides: [side('v1', [])] }), RangeError));
});

suite('answers and cases', () => {
	test('seeds are averaged per case and count as one case', () => {
		const found = only(
			compare(
				side('v1', samplesOf([0, 0, 1, 0, 0, 1]), samplesOf([0, 0, 1, 0, 1, 1])),
				side('v2', samplesOf([1, 0, 1, 1, 0, 1]), samplesOf([1, 1, 1, 1, 1, 1])),
			),
		);
		assert.deepEqual([found.pairs, found.method, found.baseline?.n], [6, 'permutation-exact', 6]);
		assert.equal(found.delta?.toFixed(12), ((1 + 0.5 + 0 + 1 + 0 + 0) / 6).toFixed(12));
	});

	test('a case that comes twice in one run is averaged like a repeat', () => {
		const found = only(
			compare(side('v1', [...samplesOf(repeat(8, 0)), ...samplesOf([1])]), side('v2', samplesOf([1, 0, 1, 1, 0, 1, 0, 0]))),
		);
		assert.deepEqual([found.method, found.baseline?.mean], ['permutation-exact', 0.5 / 8]);
	});

	test('cases of one side and cases in error are dropped and counted', () => {
		const before = [1, 1, 0, 0, 1, 0, 1, new Error('timeout'), 1];
		const after = [1, 1, 1, 0, 1, 0, undefined, 1, 1];
		const found = only(compare(side('v1', samplesOf(before)), side('v2', samplesOf(after))));
		assert.deepEqual([found.pairs, found.dropped, found.value?.n], [7, 2, 7]);
	});

	test('errors count as 0 when the experiment says so', () => {
		const rules = experimentOf({ rate: {} }, { errors: 'zero' });
		const found = only(
			compare(side('v1', samplesOf([1, 1, 1, 1, 1, 1])), side('v2', samplesOf([1, 1, 1, 1, 1, new Error('x')])), rules),
		);
		assert.deepEqual([found.pairs, found.dropped, found.delta], [6, 0, -1 / 6]);
	});

	test('an error never counts as the best score of a metric where less is better', () => {
		const rules = experimentOf({ rate: { goal: 'minimize' } }, { errors: 'zero' });
		const found = only(
			compare(side('v1', samplesOf([3, 3, 4, 5, 3, 4])), side('v2', samplesOf([3, 3, 4, 5, 3, new Error('x')])), rules),
		);
		assert.deepEqual([found.pairs, found.dropped], [5, 1]);
	});

	test('an empty error message is no error', () => {
		const found = only(compare(side('v1', samplesOf(repeat(6, 1), { error: '' })), side('v2', samplesOf(repeat(6, 1)))));
		assert.equal(found.pairs, 6);
	});

	test('without a common case the sides are compared unpaired', () => {
		const shifted = (scores: readonly number[]): Sample[] => samplesOf([...repeat(30, undefined), ...scores]);
		const scores = Array.from({ length: 30 }, (_, index) => index / 30);
		const comparison = compare(side('v1', samplesOf(scores)), side('v2', shifted(scores.map(score => score + 1))));
		const found = only(comparison);
		assert.deepEqual([found.method, found.paired, found.pairs, found.dropped, found.verdict], ['welch-t', false, 0, 0, 'improved']);
		assert.equal(comparison.footnote, 'No common cases, compared unpaired · Welch t');
	});

	test('unpaired cases in groups get no verdict', () => {
		const scores = Array.from({ length: 30 }, (_, index) => index / 30);
		const before = samplesOf(scores, { group: 'a' });
		const after = samplesOf([...repeat(30, undefined), ...scores], { group: 'b' });
		assert.equal(
			only(compare(side('v1', before), side('v2', after))).words,
			'Not enough data · no common cases, and cases come in groups',
		);
	});

	test('clusters, not cases, are what a verdict rests on', () => {
		const grouped = (scores: readonly number[]): Sample[] =>
			samplesOf(scores).map((sample, index) => ({ ...sample, group: `document-${index % 3}` }));
		const found = only(compare(side('v1', grouped(repeat(30, 0))), side('v2', grouped([...repeat(29, 1), 0]))));
		assert.deepEqual([found.method, found.words], ['permutation-exact', 'Not enough data · 3 groups, at least 6 needed']);
	});

	test('totals of runs are shown and never decided on', () => {
		const withTotals = (variant: string, totals: readonly number[]): CompareSideInput => {
			const { runs, ...rest } = side(variant, ...totals.map(() => []));
			return {
				...rest,
				runs: runs.map((run, index) => ({ ...run, record: { ...run.record, metrics: { rate: totals[index] ?? 0 } } })),
			};
		};
		const comparison = compare(withTotals('v1', [0.7, 0.8]), withTotals('v2', [0.9, 1]));
		const found = only(comparison);
		assert.deepEqual([found.baseline, found.p, found.verdict], [{ mean: 0.75, n: 0, se: null, ci: null }, null, 'not-enough-data']);
		assert.ok(Math.abs((found.delta ?? 0) - 0.2) < 1e-12);
		assert.equal(comparison.footnote, 'Run totals, no per-case results');
	});

	test('a metric named like a part of every object is a metric', () => {
		const rules = experimentOf({ constructor: {} });
		const found = only(compare(side('v1', samplesOf([1, 1], {}, 'rate')), side('v2', samplesOf([1, 0], {}, 'rate')), rules));
		assert.deepEqual([found.baseline, found.words], [null, 'Not enough data · not measured on both sides']);
	});
});
