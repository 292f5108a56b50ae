import type { Interval } from '../../../statistics/descriptive/interval.ts';
import type { Decision } from '../../../formats/experiment/experiment.ts';
import { answerValues } from '../cases/answer-values.ts';
import { averageWith } from '../cases/case-answers.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import { pairCases } from '../cases/pair-cases.ts';
import type { ScoredCase } from '../cases/pair-cases.ts';
import type { PlannedMetric } from '../cases/planned-metrics.ts';
import { scoreRange } from '../cases/score-range.ts';
import { estimatePairs } from '../estimate-pairs.ts';
import type { DifferenceEstimate } from '../estimate-pairs.ts';
import { caseIdsOf } from './count-errors.ts';

/** The difference of two sides where every answer in error and every missing case had the worst score, and where all had the best. */
export interface ErrorBounds {
	readonly worst: DifferenceEstimate;
	readonly best: DifferenceEstimate;
}

/**
 * What a difference could be, whatever the answers in error and the missing cases would have scored: both ends, at `alpha`. Undefined
 * for metrics that are not declared, and where no case has a score.
 *
 * The worst score is the declared one, the best one where less is better is the smallest there is; scores in [0, 1] end there. Otherwise
 * the ends of what was seen stand in.
 */
export function errorBounds(
	[baseline, candidate]: readonly [CompareSideInput, CompareSideInput],
	metric: PlannedMetric,
	{ test, alpha }: Pick<Decision, 'test' | 'alpha'>,
): ErrorBounds | undefined {
	const range =
		(metric.family === 'declared' || metric.family === 'repeated') && metric.source === 'samples'
			? rangeOf([baseline, candidate], metric)
			: undefined;
	if (range === undefined) return undefined;
	const caseIds = caseIdsOf([baseline, candidate]);
	const estimateWith = (score: number): DifferenceEstimate =>
		estimatePairs(
			{
				...pairCases(filled(baseline, metric, score, caseIds), filled(candidate, metric, score, caseIds), metric),
				scoreRange: range,
			},
			test,
			alpha,
		);
	const [low, high] = range;
	const [worst, best] = metric.goal === 'maximize' ? [low, high] : [high, low];
	return { worst: estimateWith(worst), best: estimateWith(best) };
}

/** The cases of a side where answers in error, and cases of the other side alone, have this score. */
function filled(
	side: CompareSideInput,
	metric: PlannedMetric,
	score: number,
	caseIds: ReadonlySet<string>,
): ReadonlyMap<string, ScoredCase> {
	const cases = new Map<string, ScoredCase>(averageWith(side, [metric], () => score));
	const scores = new Map([[metric.name, { mean: score, answerCount: 1, variance: null }]]);
	for (const id of caseIds) if (!cases.has(id)) cases.set(id, { scores, group: undefined, errorCount: 0 });
	return cases;
}

function rangeOf(sides: readonly CompareSideInput[], metric: PlannedMetric): Interval | undefined {
	const { goal, worst } = metric;
	let [low, high] = worst === undefined ? [Infinity, -Infinity] : [worst, worst];
	for (const value of answerValues(sides, metric)) {
		low = Math.min(low, value);
		high = Math.max(high, value);
	}
	if (low > high) return undefined;
	return scoreRange([low, high], goal) ?? [low, high];
}
