import { examplePrompt, exampleRun } from '../../../test/golden/example-run.ts';
import {
	createNormal,
	isAlpha,
	isAtMostAlpha,
	isNominalCoverage,
	list,
	covers,
	rateOf,
	rateTest,
} from '../../../test/support/simulate-rates.ts';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { Sample } from '../../formats/run/sample.ts';
import { createSeededRandom } from '../../statistics/resampling/seeded-random.ts';
import { compareRuns } from './compare-runs.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import type { MetricComparison } from './comparison.ts';

/** Whole comparisons are slow: fewer experiments, and the binomial interval of a rate is wider by as much. */
const times = 2000;
/** Groups are tested by flipping the signs of whole groups 9,999 times, which takes its time. */
const groupedTimes = 500;
const record = exampleRun(1);
const candidateRecord = exampleRun(2, { variant: 'v2', prompt: examplePrompt('2.0.0') });

/** How one answer to one case comes out, by metric. */
type Answer = (caseNumber: number) => Readonly<Record<string, number>>;

interface Plan {
	readonly cases: number;
	readonly seeds: number;
	/** Cases that share a group; 1 for independent ones. */
	readonly groupSize?: number;
	readonly experiment: Experiment;
}

function experimentOf(metrics: readonly string[], decision: object = {}): Experiment {
	return experimentSchema.parse({
		id: 'exp-001',
		variants: { v1: { prompt: 'code-generator@1.0.0', baseline: true }, v2: { prompt: 'code-generator@2.0.0' } },
		metrics: Object.fromEntries(metrics.map(name => [name, { goal: 'maximize' }])),
		decision,
	});
}

function compareAnswers(plan: Plan, before: Answer, after: Answer): readonly MetricComparison[] {
	const sides = [sideOf('v1', plan, before), sideOf('v2', plan, after)];
	return compareRuns({ title: 'Simulation', sides, experiment: plan.experiment }).metrics;
}

function sideOf(variant: string, { cases, seeds, groupSize = 1 }: Plan, answer: Answer): CompareSideInput {
	const sampleOf = (index: number): Sample => ({
		case: `case-${index}`,
		scores: answer(index),
		...(groupSize > 1 && { group: `group-${Math.floor(index / groupSize)}` }),
	});
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: list(seeds, () => ({ record: variant === 'v1' ? record : candidateRecord, samples: list(cases, sampleOf) })),
	};
}

function isCalledDifferent({ verdict }: MetricComparison): boolean {
	return verdict === 'improved' || verdict === 'regressed';
}

suite('comparisons of a prompt with itself', () => {
	rateTest(
		'scores of 40 cases, 5 seeds each',
		() => {
			const normal = createNormal(31);
			const plan = { cases: 40, seeds: 5, experiment: experimentOf(['score']) };
			return rateOf(() => {
				const ease = list(40, normal);
				const answer: Answer = index => ({ score: (ease[index] ?? 0) + normal() });
				return compareAnswers(plan, answer, answer).some(isCalledDifferent);
			}, times);
		},
		rate => {
			isAlpha(rate, times);
		},
	);

	rateTest(
		'scores of 100 cases in groups of 4, 2 seeds each, where a prompt suits a whole group or does not',
		() => {
			const normal = createNormal(32);
			const plan = { cases: 100, seeds: 2, groupSize: 4, experiment: experimentOf(['score']) };
			return rateOf(() => {
				const [before, after] = [list(25, normal), list(25, normal)];
				const answer =
					(luck: readonly number[]): Answer =>
					index => ({ score: (luck[Math.floor(index / 4)] ?? 0) + normal() });
				return compareAnswers(plan, answer(before), answer(after)).some(isCalledDifferent);
			}, groupedTimes);
		},
		rate => {
			isAlpha(rate, groupedTimes);
		},
	);

	rateTest(
		'pass rates of 60 cases, one answer each',
		() => {
			const random = createSeededRandom(33);
			const plan = { cases: 60, seeds: 1, experiment: experimentOf(['passed']) };
			return rateOf(() => {
				const chance = list(60, random);
				const answer: Answer = index => ({ passed: Number(random() < (chance[index] ?? 0)) });
				return compareAnswers(plan, answer, answer).some(isCalledDifferent);
			}, times);
		},
		rate => {
			isAtMostAlpha(rate, times);
		},
	);

	rateTest(
		'five independent metrics together, corrected by Holm',
		() => {
			const normal = createNormal(34);
			const metrics = ['a', 'b', 'c', 'd', 'e'];
			const plan = { cases: 30, seeds: 1, experiment: experimentOf(metrics) };
			const answer: Answer = () => Object.fromEntries(metrics.map(name => [name, normal()]));
			return rateOf(() => compareAnswers(plan, answer, answer).some(isCalledDifferent), times);
		},
		rate => {
			isAtMostAlpha(rate, times);
		},
	);

	rateTest(
		'grades from 1 to 5 by signed ranks',
		() => {
			const random = createSeededRandom(35);
			const plan = { cases: 50, seeds: 1, experiment: experimentOf(['grade'], { test: 'wilcoxon' }) };
			const answer: Answer = () => ({ grade: 1 + Math.floor(random() * 5) });
			return rateOf(() => compareAnswers(plan, answer, answer).some(isCalledDifferent), 500);
		},
		rate => {
			isAtMostAlpha(rate, 500);
		},
	);
});

suite('how often the interval of a comparison holds the true difference', () => {
	rateTest(
		'0.5, over 100 cases in groups of 4, 3 seeds each',
		() => {
			const normal = createNormal(41);
			const plan = { cases: 100, seeds: 3, groupSize: 4, experiment: experimentOf(['score']) };
			return rateOf(() => {
				const [before, after] = [list(25, normal), list(25, normal)];
				const answer =
					(luck: readonly number[], better: number): Answer =>
					index => ({ score: better + (luck[Math.floor(index / 4)] ?? 0) + normal() });
				return covers(compareAnswers(plan, answer(before, 0), answer(after, 0.5))[0]?.ci, 0.5);
			}, groupedTimes);
		},
		isNominalCoverage,
	);

	rateTest(
		'0.2 of a pass rate, over 80 cases, one answer each',
		() => {
			const random = createSeededRandom(42);
			const plan = { cases: 80, seeds: 1, experiment: experimentOf(['passed']) };
			const answer =
				(chance: number): Answer =>
				() => ({ passed: Number(random() < chance) });
			return rateOf(() => covers(compareAnswers(plan, answer(0.5), answer(0.7))[0]?.ci, 0.2), times);
		},
		isNominalCoverage,
	);
});
