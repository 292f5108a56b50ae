import assert from 'node:assert/strict';
import golden from '../../../test/golden/comparison.json';
import { examplePrompt, exampleRun } from '../../../test/golden/example-run.ts';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import { sampleSchema } from '../../formats/run/sample.ts';
import { compareRuns } from './compare-runs.ts';
import type { CompareSideInput } from './cases/compare-side.ts';

const experiment = experimentSchema.parse({
	id: 'exp-001',
	variants: { v1: { prompt: 'code-generator@1.0.0', baseline: true }, v2: { prompt: 'code-generator@2.0.0' } },
	metrics: { test_pass_rate: { primary: true, min_effect: 0.05 }, complexity: { goal: 'minimize' } },
});

function sidesOf(runs: { readonly v1: readonly (readonly unknown[])[]; readonly v2: readonly (readonly unknown[])[] }): CompareSideInput[] {
	return [
		{ variant: 'v1', version: '1.0.0', samples: runs.v1 },
		{ variant: 'v2', version: '2.0.0', samples: runs.v2 },
	].map(({ variant, version, samples }, side) => ({
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: samples.map((lines, seed) => ({
			record: exampleRun(side * 10 + seed, { variant, seed, prompt: examplePrompt(version) }),
			samples: lines.map(line => sampleSchema.parse(line)),
		})),
	}));
}

function assertClose(actual: number | null | undefined, expected: number, name: string): void {
	assert.ok(typeof actual === 'number', name);
	assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${name}: ${actual} instead of ${expected}`);
}

suite('a comparison agrees with scipy from samples to adjusted p', () => {
	for (const [name, { runs, metrics }] of Object.entries(golden)) {
		const comparison = compareRuns({ title: name, sides: sidesOf(runs), experiment });

		test(`${name}: compares these metrics, the primary one first`, () =>
			assert.deepEqual(
				comparison.metrics.map(metric => metric.name).filter(metric => metric !== 'error_rate'),
				Object.keys(metrics).sort((one, other) =>
					one === 'test_pass_rate' ? -1 : other === 'test_pass_rate' ? 1 : one < other ? -1 : 1,
				),
			));

		for (const [metricName, expected] of Object.entries(metrics)) {
			test(`${name}: ${metricName} by ${expected.method}`, () => {
				const found = comparison.metrics.find(metric => metric.name === metricName);
				assert.ok(found !== undefined);
				assert.deepEqual(
					[found.method, found.pairs, found.dropped, found.wins, found.losses, found.ties],
					[
						expected.method,
						expected.pairs,
						expected.dropped,
						...(metricName === 'test_pass_rate' ? [expected.wins, expected.losses] : [expected.losses, expected.wins]),
						expected.pairs - expected.wins - expected.losses,
					],
				);
				assertClose(found.baseline?.mean, expected.baselineMean, 'baseline');
				assertClose(found.value?.mean, expected.valueMean, 'value');
				assertClose(found.delta, expected.delta, 'delta');
				assertClose(found.p, expected.p, 'p');
				assertClose(found.p_adjusted, expected.pAdjusted, 'adjusted p');
				if ('ci' in expected) {
					assertClose(found.ci?.[0], expected.ci[0] ?? NaN, 'lower end');
					assertClose(found.ci?.[1], expected.ci[1] ?? NaN, 'upper end');
				}
				if ('mde' in expected) assertClose(found.mde, expected.mde, 'minimum detectable effect');
			});
		}
	}

	test('the verdicts and the footnote of one answer per case', () => {
		const { metrics, footnote, comparability } = compareRuns({ title: '', sides: sidesOf(golden.oneAnswerPerCase.runs), experiment });
		assert.deepEqual(
			metrics.map(metric => [metric.name, metric.words]),
			[
				['test_pass_rate', 'Improved'],
				['complexity', 'Improved'],
				['error_rate', 'No difference shown · could be 5 points worse, or 5 better'],
				['latency_ms', 'No difference shown · could be 220 worse, or 42 better'],
			],
		);
		assert.equal(
			footnote,
			'Paired on 95 cases · exact McNemar test on pass/fail and t on the differences · 3 cases with errors dropped · 2 cases on one side only dropped · p by Holm over 2 tests',
		);
		assert.equal(
			comparability,
			'Comparable. Same dataset, scorer, model, parameters and seeds. The only recorded difference is the prompt: code-generator@1.0.0 (10000000) → code-generator@2.0.0 (20000000).',
		);
	});

	test('the verdicts and the footnote of three seeds', () => {
		const { metrics, footnote } = compareRuns({ title: '', sides: sidesOf(golden.threeSeedsInGroups.runs), experiment });
		assert.deepEqual(
			metrics.map(metric => [metric.name, metric.words]),
			[
				['test_pass_rate', 'No difference shown · could be 9.1 points worse, or 14 better; about 460 to 780 more cases would tell'],
				['complexity', 'No difference shown · could be 0.26 worse, or 0.25 better'],
			],
		);
		assert.equal(
			footnote,
			'Paired on 60 cases · 3 seeds averaged per case · exact sign-flip permutation test · interval with clustered errors (CR2) · p by Holm over 2 tests',
		);
	});
});
