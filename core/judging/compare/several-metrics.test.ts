import assert from 'node:assert/strict';
import { exampleRun } from '../../../test/golden/example-run.ts';
import { sampleSchema } from '../../formats/run/sample.ts';
import type { Sample } from '../../formats/run/sample.ts';
import { compareRuns } from './compare-runs.ts';
import type { Comparison } from './comparison.ts';
import { experimentOf, samplesOf, side, compare, only, repeat } from '../../../test/support/comparisons/compared-sides.ts';

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
