import assert from 'node:assert/strict';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import { examplePrompt, exampleRun } from '../../../test/golden/example-run.ts';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import { sampleSchema } from '../../formats/run/sample.ts';
import type { Sample } from '../../formats/run/sample.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import { compareRuns } from './compare-runs.ts';
import type { Comparison, MetricComparison } from './comparison.ts';

interface SideSpec {
	/** Scores of a run, one per case. */
	readonly runs: readonly (readonly number[])[];
	readonly groups?: readonly string[];
	/** The version of the prompt; the same on both sides means the same record. */
	readonly version?: string;
}

function side(variant: 'v1' | 'v2', { runs, groups, version }: SideSpec): CompareSideInput {
	const number = Number(variant.slice(1));
	const samplesOf = (scores: readonly number[]): Sample[] =>
		scores.map((score, index) =>
			sampleSchema.parse({
				case: `c${index}`,
				scores: { pass_rate: score },
				...(groups === undefined ? {} : { group: groups[index] }),
			}),
		);
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: runs.map((scores, seed) => ({
			record: exampleRun(number * 10 + seed, { variant, seed, prompt: examplePrompt(version ?? `${number}.0.0`) }),
			samples: samplesOf(scores),
		})),
	};
}

function compare(before: SideSpec, after: SideSpec, plan: { readonly metric?: object; readonly decision?: object } = {}): Comparison {
	const comparison = compareRuns({
		title: 'Test',
		sides: [side('v1', before), side('v2', after)],
		experiment: experimentSchema.parse({
			id: 'exp-001',
			variants: { v1: { prompt: 'code-generator@1.0.0', baseline: true }, v2: { prompt: 'code-generator@2.0.0' } },
			metrics: { pass_rate: { min_effect: 0.05, ...plan.metric } },
			decision: plan.decision ?? {},
		}),
	});
	for (const { words } of comparison.metrics) assertTranslated(words);
	return comparison;
}

function only({ metrics }: Comparison): MetricComparison {
	const [metric] = metrics;
	assert.ok(metric !== undefined && metrics.length === 1);
	return metric;
}

const bits = (text: string): number[] => Array.from(text, Number);
const repeat = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);
const once = (scores: readonly number[]): SideSpec => ({ runs: [scores] });

suite('no verdict rests on ignorance', () => {
	test('ten cases of which five are lost are neither equivalent nor not worse, and the words say how bad it could be', () => {
		const found = only(compare(once(bits('1111101101')), once(bits('0001001001'))));
		assert.deepEqual(
			[found.verdict, found.not_worse, found.words],
			[
				'no-difference-shown',
				false,
				'No difference shown · could be 73 points worse, or 7.8 worse; chance is not ruled out; about 1000 to 2200 more cases would tell',
			],
		);
	});

	test('six cases that two seeds answered alike pass no margin', () => {
		const twice = { runs: [repeat(6, 1), repeat(6, 1)] };
		const found = only(compare(twice, twice));
		assert.deepEqual([found.verdict, found.not_worse, found.method], ['no-difference-shown', false, 'mcnemar-exact']);
		assert.ok((found.margin_ci?.[0] ?? 0) < -0.3);
		assert.match(found.words, /^No difference shown · identical on all 6 cases; could be 39 points worse, or 39 better/);
	});

	for (const margin of [1e-9, 0.001, 0.05]) {
		test(`identical versions are not “not worse” by a margin of ${margin} for want of data`, () => {
			const scores = [0.4, 0.7, 0.9, 0.35, 0.8, 0.65, 0.5, 0.6];
			assert.equal(only(compare(once(scores), once(scores), { metric: { min_effect: margin } })).not_worse, false);
		});
	}

	test('documents of 40, 5, 5, 3, 2 and 1 questions count as fewer than two', () => {
		const groups = [40, 5, 5, 3, 2, 1].flatMap((size, document) => repeat(size, `document ${document}`));
		const before = { runs: [groups.map((_, index) => (index % 5) / 10)], groups };
		const after = { runs: [groups.map((_, index) => 0.5 + (index % 4) / 10)], groups };
		const found = only(compare(before, after));
		assert.equal(found.words, 'Not enough data · 6 groups of unequal size count as 1.9, at least 6 needed');
		assert.equal(found.not_worse, false);
	});

	for (const test_ of ['wilcoxon', 'permutation']) {
		test(`14 grades and the same times 100 have one bootstrap interval and one p by ${test_}`, () => {
			const before = [0.5, 0.6, 0.7, 0.4, 0.8, 0.9, 0.55, 0.65, 0.75, 0.45, 0.35, 0.6, 0.7, 0.5];
			const after = [0.6, 0.6, 0.8, 0.5, 0.7, 0.9, 0.7, 0.85, 0.75, 0.65, 0.65, 0.5, 0.9, 0.6];
			const times100 = (values: readonly number[]): number[] => values.map(value => value * 100);
			const plan = { decision: { test: test_ } };
			const small = only(compare(once(before), once(after), plan));
			const large = only(compare(once(times100(before)), once(times100(after)), plan));
			assert.equal(small.interval_method, 'bootstrap-bca');
			assert.equal(small.p, large.p);
			for (const end of [0, 1]) assert.ok(Math.abs((small.ci?.[end] ?? NaN) * 100 - (large.ci?.[end] ?? NaN)) < 1e-9);
		});
	}
});

suite('what a verdict says', () => {
	const base = Array.from({ length: 60 }, (_, index) => 0.4 + (index % 5) / 50);
	const shifted = (by: number): number[] => base.map((value, index) => value + by + (index % 3) / 500);
	const cases: readonly (readonly [title: string, after: readonly number[], metric: object, words: string, notWorse: boolean])[] = [
		['an improvement that matters', shifted(0.2), {}, 'Improved', true],
		['an improvement that does not matter', shifted(0.01), {}, 'Improved · less than what matters (5 points)', true],
		['a regression that does not matter', shifted(-0.02), {}, 'Regressed · less than what matters (5 points)', true],
		['a regression that matters', shifted(-0.2), {}, 'Regressed', false],
		[
			'no difference, and what matters is ruled out',
			base.map((value, index) => value + (index % 2 === 0 ? 0.01 : -0.01)),
			{},
			'Equivalent · within 5 points',
			true,
		],
		[
			'without δ nothing is equivalent',
			base.map((value, index) => value + (index % 2 === 0 ? 0.01 : -0.01)),
			{ min_effect: undefined },
			'No difference shown · could be 0.26 points worse, or 0.26 better',
			false,
		],
	];
	for (const [title, after, metric, words, notWorse] of cases) {
		test(`${title}: ${words}`, () => {
			const found = only(compare(once(base), once(after), { metric }));
			assert.deepEqual([found.words, found.not_worse], [words, notWorse]);
		});
	}

	test('better is less where less is better', () => {
		const found = only(compare(once(base), once(shifted(-0.2)), { metric: { goal: 'minimize' } }));
		assert.deepEqual([found.words, found.not_worse], ['Improved', true]);
	});

	test('not worse by the one-sided test alone: the words do not contradict the printed interval', () => {
		const before = [...repeat(33, 1), ...repeat(27, 0)];
		const after = [...repeat(20, 1), ...repeat(13, 0), ...repeat(21, 1), ...repeat(6, 0)];
		const found = only(compare(once(before), once(after), { metric: { min_effect: 0.05 } }));
		assert.equal(found.not_worse, true);
		assert.match(found.words, /^No difference shown · could be 5\.\d+ points worse, or \d+ better/);
	});

	test('not worse without being shown the same: the words say both', () => {
		const before = [...repeat(70, 1), ...repeat(30, 0)];
		const after = [...repeat(66, 1), ...repeat(4, 0), ...repeat(10, 1), ...repeat(20, 0)];
		const found = only(compare(once(before), once(after)));
		assert.equal(found.not_worse, true);
		assert.match(found.words, /^No difference shown · not worse by 5 points; could be 1\.5 points worse, or 14 better/);
	});

	test('two sides with the same record that differ point to something nobody recorded', () => {
		const found = only(compare({ ...once(base), version: '1.0.0' }, { ...once(shifted(0.2)), version: '1.0.0' }));
		assert.deepEqual(
			[found.verdict, found.words],
			['differs-unexplained', 'Differs, unexplained · nothing that is recorded differs, so something else changed'],
		);
	});

	test('without common cases nothing is equivalent or not worse', () => {
		const before = side('v1', once(base));
		const after = side('v2', once(base));
		const elsewhere = after.runs.map(run => ({
			...run,
			samples: run.samples.map(sample => ({ ...sample, case: `other ${sample.case}` })),
		}));
		const { metrics } = compareRuns({
			title: '',
			sides: [before, { ...after, runs: elsewhere }],
			experiment: experimentSchema.parse({ id: 'exp-001', metrics: { pass_rate: { min_effect: 0.5 } } }),
		});
		assert.deepEqual([metrics[0]?.verdict, metrics[0]?.not_worse, metrics[0]?.margin_ci], ['no-difference-shown', false, null]);
	});
});
