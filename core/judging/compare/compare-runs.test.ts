import assert from 'node:assert/strict';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import { examplePrompt, exampleRun } from '../../../test/golden/example-run.ts';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { sampleSchema } from '../../formats/run/sample.ts';
import type { Sample } from '../../formats/run/sample.ts';
import { compareRuns } from './compare-runs.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import type { Comparison, MetricComparison } from './comparison.ts';

const experiment = experimentOf({ rate: { primary: true } });

function experimentOf(metrics: object, decision: object = {}): Experiment {
	return experimentSchema.parse({
		id: 'exp-001',
		variants: {
			v1: { prompt: 'code-generator@1.0.0', baseline: true },
			v2: { prompt: 'code-generator@2.0.0' },
			v3: { prompt: 'code-generator@3.0.0' },
		},
		metrics,
		decision,
	});
}

/** Samples with one score each; undefined leaves the case out, an Error is one. */
function samplesOf(scores: readonly (number | Error | undefined)[], more: object = {}, metric = 'rate'): Sample[] {
	return scores.flatMap((score, index) => {
		if (score === undefined) return [];
		const answer = score instanceof Error ? { error: score.message } : { scores: { [metric]: score } };
		return sampleSchema.parse({ case: `case-${index}`, ...answer, ...more });
	});
}

function side(variant: string, ...runs: readonly (readonly Sample[])[]): CompareSideInput {
	const number = Number(variant.slice(1));
	const record = (index: number): RunRecord =>
		exampleRun(number * 10 + index, { variant, prompt: examplePrompt(`${number}.0.0`), seed: index });
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: runs.map((samples, index) => ({ record: record(index), samples })),
	};
}

function compare(before: CompareSideInput, after: CompareSideInput, rules: Experiment | undefined = experiment): Comparison {
	const comparison = compareRuns({ title: 'Test', sides: [before, after], experiment: rules });
	const { metrics, comparability, footnote, agreement } = comparison;
	// Whatever a comparison says here has to be there for readers of Portuguese too.
	for (const words of [...metrics.map(metric => metric.words), comparability, ...footnote.split(' · '), agreement?.words ?? '']) {
		if (words !== '') assertTranslated(words);
	}
	return comparison;
}

function only(comparison: Comparison): MetricComparison {
	const [metric, ...others] = comparison.metrics.filter(({ name }) => name !== 'error_rate');
	assert.ok(metric !== undefined && others.length === 0);
	return metric;
}

function repeat<Value>(count: number, value: Value): Value[] {
	return Array.from({ length: count }, () => value);
}

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

suite('several metrics and candidates', () => {
	const scores = (rate: number, other: number): Sample[] =>
		Array.from({ length: 12 }, (_, index) =>
			sampleSchema.parse({
				case: index,
				scores: { rate: index < rate ? 1 : 0, other: other + (index % 3) / 10 },
				latency_ms: 100 + index * other,
			}),
		);

	test('p-values are corrected over metrics times candidates, latency apart', () => {
		const rules = experimentOf({ rate: { primary: true }, other: {} });
		const { metrics } = compareRuns({
			title: '',
			sides: [side('v1', scores(3, 1)), side('v2', scores(9, 1)), side('v3', scores(10, 1))],
			experiment: rules,
		});
		assert.deepEqual(
			metrics.map(metric => `${metric.name} ${metric.candidate} ${String(metric.p)} ${String(metric.p_adjusted)}`),
			[
				'rate exp-001/v2 0.03125 0.09375',
				'rate exp-001/v3 0.015625 0.0625',
				'latency_ms exp-001/v2 1 1',
				'latency_ms exp-001/v3 1 1',
				'other exp-001/v2 1 1',
				'other exp-001/v3 1 1',
			],
		);
	});

	test('the decision rule chooses test, interval and correction', () => {
		const before = [...repeat(20, 1), ...repeat(20, 0)];
		const after = [...repeat(28, 1), ...repeat(12, 0)];
		const compareBy = (decision: object): Comparison =>
			compare(side('v1', samplesOf(before)), side('v2', samplesOf(after)), experimentOf({ rate: {} }, decision));
		const exact = only(compareBy({}));
		const midP = only(compareBy({ test: 'mid-p', rate_interval: 'clopper-pearson' }));
		assert.deepEqual([exact.method, exact.p], ['mcnemar-exact', 2 / 2 ** 8]);
		assert.deepEqual([midP.method, midP.p], ['mcnemar-mid-p', 1 / 2 ** 8]);
		assert.ok((midP.value?.ci?.[0] ?? 1) < (exact.value?.ci?.[0] ?? 0));

		const ranks = compareBy({ test: 'wilcoxon', correction: 'benjamini-hochberg' });
		assert.deepEqual([only(ranks).method, only(ranks).p, only(ranks).words], ['wilcoxon-exact', 2 / 2 ** 8, 'Improved']);
		assert.match(ranks.footnote, /exact Wilcoxon signed-rank test · bootstrap interval/);
		assert.equal(only(compareBy({ test: 'permutation' })).method, 'permutation-exact');
	});

	test('ranks of grouped cases are not independent: signs are flipped group by group instead', () => {
		const group = (scores: readonly number[]): Sample[] =>
			scores.map((score, index) => sampleSchema.parse({ case: `c${index}`, scores: { rate: score }, group: `g${index % 8}` }));
		const found = only(
			compare(
				side('v1', group(repeat(16, 0))),
				side('v2', group(Array.from({ length: 16 }, (_, index) => 1 + index / 10))),
				experimentOf({ rate: {} }, { test: 'wilcoxon' }),
			),
		);
		assert.deepEqual([found.method, found.p], ['permutation-exact', 2 / 2 ** 8]);
	});

	test('without correction p stays as it is', () => {
		const { metrics, footnote } = compare(
			side('v1', scores(3, 1)),
			side('v2', scores(9, 1)),
			experimentOf({ rate: {}, other: {} }, { correction: 'none' }),
		);
		assert.equal(metrics.find(metric => metric.name === 'rate')?.p_adjusted, 0.03125);
		assert.match(footnote, /p not corrected$/);
	});

	test('a candidate that may not be judged takes no evidence from the others', () => {
		const other = side('v3', scores(10, 1));
		const elsewhere = {
			...other,
			runs: other.runs.map(run => ({
				...run,
				record: { ...run.record, dataset: { path: 'b.jsonl', sha256: 'b'.repeat(64), cases: 12 } },
			})),
		};
		const { metrics, comparable } = compareRuns({
			title: '',
			sides: [side('v1', scores(3, 1)), side('v2', scores(9, 1)), elsewhere],
			experiment: experimentOf({ rate: {} }),
		});
		assert.equal(comparable, false);
		assert.deepEqual(
			metrics.filter(metric => metric.name === 'rate').map(metric => [metric.p_adjusted, metric.words]),
			[
				[0.03125, 'Improved'],
				[null, 'Not comparable · different dataset'],
			],
		);
	});

	test('without an experiment every score is compared, larger being better', () => {
		const { metrics, alpha, correction } = compareRuns({ title: '', sides: [side('v1', scores(3, 1)), side('v2', scores(9, 2))] });
		assert.deepEqual(
			metrics.map(metric => [metric.name, metric.goal, metric.primary]),
			[
				['latency_ms', 'minimize', false],
				['other', 'maximize', false],
				['rate', 'maximize', false],
			],
		);
		assert.deepEqual([alpha, correction], [0.05, 'holm']);
	});
});

suite('cases side by side', () => {
	test('are sorted by number, with inputs, outputs as text, averages and errors', () => {
		const before = [
			sampleSchema.parse({ case: 'case-10', input: { spec: 'sort' }, output: 'ok', scores: { rate: 1 } }),
			sampleSchema.parse({ case: 'case-2', error: 'timeout' }),
		];
		const after = [
			sampleSchema.parse({ case: 'case-10', output: ['a'], scores: { rate: 0 } }),
			sampleSchema.parse({ case: 'case-10', output: 'b', scores: { rate: 1 } }),
		];
		const [runV1, runV2] = [exampleRun(10).id, exampleRun(20).id];
		assert.deepEqual(compare(side('v1', before), side('v2', after)).cases, [
			{ case: 'case-2', input: undefined, sides: [{ scores: {}, answers: 1, errors: 1, output: undefined, run: runV1 }, undefined] },
			{
				case: 'case-10',
				input: '{\n  "spec": "sort"\n}',
				sides: [
					{ scores: { rate: 1 }, answers: 1, errors: 0, output: 'ok', run: runV1 },
					{ scores: { rate: 0.5 }, answers: 2, errors: 0, output: '[\n  "a"\n]', run: runV2 },
				],
			},
		]);
	});

	test('long texts are cut without breaking a character', () => {
		const long = [sampleSchema.parse({ case: 1, output: `${'x'.repeat(3998)}😀😀`, scores: {} })];
		const output = compare(side('v1', long), side('v2', [])).cases[0]?.sides[0]?.output;
		assert.equal(output, `${'x'.repeat(3998)}…`);
	});
});
