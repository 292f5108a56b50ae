import assert from 'node:assert/strict';
import { assertTranslated } from '../../../../test/support/translation/assert-translated.ts';
import { examplePrompt, exampleRun } from '../../../../test/golden/example-run.ts';
import { experimentSchema } from '../../../formats/experiment/experiment.ts';
import { sampleSchema } from '../../../formats/run/sample.ts';
import { compareRuns } from '../compare-runs.ts';
import type { Comparison, MetricComparison } from '../comparison.ts';
import { comparisonToCsv, comparisonToText } from '../report/format-comparison.ts';
import type { CompareSideInput } from './compare-side.ts';
import { readRepeatedName, repeatedName } from './repeated-metric.ts';

/** Answers by case: 1, 0, another score, or an error. */
type Answers = readonly (readonly (number | 'refused')[])[];

function side(variant: 'v1' | 'v2', cases: Answers): CompareSideInput {
	const number = Number(variant.slice(1));
	const seedCount = Math.max(...cases.map(answers => answers.length));
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: Array.from({ length: seedCount }, (_, seed) => ({
			record: exampleRun(number * 10 + seed, { variant, seed, prompt: examplePrompt(`${number}.0.0`) }),
			samples: cases.flatMap((answers, index) => {
				const answer = answers[seed];
				if (answer === undefined) return [];
				const result = answer === 'refused' ? { error: { kind: answer, message: '' } } : { scores: { rate: answer } };
				return sampleSchema.parse({ case: `c${index}`, ...result });
			}),
		})),
	};
}

function compare(before: Answers, after: Answers, passAt: readonly number[] | undefined, decision: object = {}): Comparison {
	const experiment = experimentSchema.parse({
		id: 'exp-001',
		variants: { v1: { prompt: 'code-generator@1.0.0', baseline: true }, v2: { prompt: 'code-generator@2.0.0' } },
		metrics: { rate: { primary: true, min_effect: 0.05, ...(passAt !== undefined && { pass_at: passAt }) } },
		decision,
	});
	const comparison = compareRuns({ title: 'Test', sides: [side('v1', before), side('v2', after)], experiment });
	for (const words of [...comparison.metrics.map(metric => metric.words), ...comparison.footnote.split(' · ')]) assertTranslated(words);
	return comparison;
}

function row({ metrics }: Comparison, name: string): MetricComparison {
	return metrics.find(metric => metric.name === name) ?? assert.fail(metrics.map(metric => metric.name).join());
}

const repeat = (count: number, answers: readonly (number | 'refused')[]): Answers => Array.from({ length: count }, () => answers);

suite('pass@k and pass^k in a comparison', () => {
	test('are rows of their own, the mean over cases of the estimate from all answers', () => {
		// Half of the cases pass in 1 of 4 answers, the others in 3 of 4.
		const comparison = compare(repeat(40, [0, 0, 0, 1]), [...repeat(20, [1, 0, 0, 0]), ...repeat(20, [1, 1, 0, 1])], [1, 2]);
		assert.deepEqual(
			comparison.metrics.map(({ name }) => name),
			['rate', 'rate pass@1', 'rate pass@2', 'rate pass^2'],
		);
		assert.equal(row(comparison, 'rate pass@1').value?.mean, row(comparison, 'rate').value?.mean);
		const [any, all] = [row(comparison, 'rate pass@2'), row(comparison, 'rate pass^2')];
		// 1 − C(3, 2) / C(4, 2) = 1/2 and 1 − 0; C(3, 2) / C(4, 2) = 1/2 and 0.
		assert.deepEqual(
			[any.baseline, any.value, all.baseline, all.value].map(estimate => estimate?.mean.toFixed(9)),
			['0.500000000', '0.750000000', '0.000000000', '0.250000000'],
		);
		assert.deepEqual([any.pairs, any.value?.n, any.verdict], [40, 40, 'improved']);
		const [low, high] = any.ci ?? [0, 0];
		assert.ok(low > 0 && high < 0.5);
		assert.match(comparisonToText(comparison), /rate pass@2 ▲ {2,}50\.0 % {2,}75\.0 % {2,}\+25\.0 pts/);
		assert.match(comparisonToCsv(comparison), /^rate pass\^2,maximize,false,/m);
	});

	test('are there only when they are asked for, and change nothing that is said of the metric', () => {
		const [before, after] = [repeat(20, [1, 0]), repeat(20, [1, 1])];
		const without = compare(before, after, undefined);
		assert.deepEqual(
			without.metrics.map(({ name }) => name),
			['rate'],
		);
		assert.deepEqual(row(compare(before, after, [2]), 'rate'), row(without, 'rate'));
	});

	for (const { title, before, after, words } of [
		{
			title: 'more answers than there are',
			before: repeat(20, [1, 0, 1]),
			after: repeat(20, [1, 1]),
			words: 'needs 5 answers to a case, and a side has at most 2',
		},
		{
			title: 'scores that are neither 0 nor 1',
			before: repeat(20, [1, 0, 1, 0, 0.5]),
			after: repeat(20, [1, 1, 1, 1, 1]),
			words: 'rate is not 0 or 1 in every answer',
		},
		{
			title: 'answers of which too many failed',
			before: repeat(20, [1, 1, 1, 1, 1]),
			after: repeat(20, [1, 'refused', 1, 1, 1]),
			words: 'needs 5 answers to a case, and a side has at most 4',
		},
	] as const) {
		test(`are not computed for ${title}, and say why`, () => {
			const comparison = compare(before, after, [5]);
			for (const name of ['rate pass@5', 'rate pass^5']) {
				assert.equal(row(comparison, name).words, `Not enough data · ${words}`);
				assert.deepEqual([row(comparison, name).delta, row(comparison, name).p], [null, null]);
			}
		});
	}

	test('count an answer in error as a failure where the plan does', () => {
		const comparison = compare(repeat(20, [1, 1]), repeat(20, [1, 'refused']), [2], { errors: 'worst' });
		assert.deepEqual([row(comparison, 'rate pass@2').value?.mean, row(comparison, 'rate pass^2').value?.mean], [1, 0]);
	});

	test('leave out cases with fewer answers, and say how many', () => {
		const comparison = compare(repeat(20, [1, 0]), [...repeat(15, [1, 1]), ...repeat(5, [1])], [2]);
		assert.equal(row(comparison, 'rate pass@2').pairs, 15);
		assert.match(comparison.footnote, /5 cases without 2 answers on both sides left out of pass@2 and pass\^2/);
	});

	test('are refused in a plan for numbers that are no count', () => {
		for (const passAt of [[0], [1.5], [-1], [], ['all']]) {
			assert.equal(experimentSchema.safeParse({ id: 'a', metrics: { rate: { pass_at: passAt } } }).success, false);
		}
	});

	test('have names that can be read again', () => {
		for (const repeats of [
			{ kind: '@', k: 5, of: 'rate' },
			{ kind: '^', k: 12, of: 'a pass@3' },
		] as const) {
			assert.deepEqual(readRepeatedName(repeatedName(repeats)), repeats);
		}
		for (const name of ['rate', 'pass@5', 'rate pass@', 'rate pass@0', 'rate pass@1.5'])
			assert.equal(readRepeatedName(name), undefined);
	});
});
