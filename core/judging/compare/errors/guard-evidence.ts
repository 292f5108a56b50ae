import type { Decision } from '../../../formats/experiment/experiment.ts';
import type { Interval } from '../../../statistics/descriptive/interval.ts';
import { scoreOfErrors } from '../cases/case-answers.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import type { PlannedMetric } from '../cases/planned-metrics.ts';
import type { Measurement } from '../measure-metric.ts';
import { caseIdsOf, countErrors } from './count-errors.ts';
import { errorBounds } from './error-bounds.ts';
import type { ErrorBounds } from './error-bounds.ts';

/** What a decision rests on instead of the measurement, where answers in error or missing cases could turn it. */
export type Guard = Pick<Measurement, 'marginIntervalAt' | 'p'> & {
	/** From the lowest to the highest end of the three intervals: as measured, all errors worst, all errors best. */
	readonly interval: Interval | null;
	readonly marginInterval: Interval | null;
};

/** Whether a side has answers in error or misses cases of the other. */
export function lacksAnswers(sides: readonly [CompareSideInput, CompareSideInput]): boolean {
	const caseIds = caseIdsOf(sides);
	return sides.some(side => {
		const { total, missing } = countErrors(side, caseIds);
		return total + missing > 0;
	});
}

/**
 * The guard of a metric: a verdict then holds whatever the answers in error and the missing cases would have scored. Undefined without
 * bounds, and where the plan scores errors and no case is missing.
 */
export function guardMeasurement(
	sides: readonly [CompareSideInput, CompareSideInput],
	metric: PlannedMetric,
	measured: Measurement,
	decision: Pick<Decision, 'alpha' | 'errors' | 'test'>,
): Guard | undefined {
	const boundsAt = (alpha: number): ErrorBounds | undefined => errorBounds(sides, metric, { ...decision, alpha });
	const bounds = areErrorsScored(sides, metric, decision) ? undefined : boundsAt(decision.alpha);
	if (bounds === undefined) return undefined;
	const { worst, best } = bounds;
	return {
		interval: hull([measured.ci, worst.interval, best.interval]),
		marginInterval: hull([measured.margin_ci, worst.gateInterval, best.gateInterval]),
		p: measured.p === null ? null : Math.max(measured.p, worst.p ?? 1, best.p ?? 1),
		marginIntervalAt: alpha => {
			const there = boundsAt(alpha);
			return hull([measured.marginIntervalAt(alpha), there?.worst.gateInterval ?? null, there?.best.gateInterval ?? null]);
		},
	};
}

function areErrorsScored(
	sides: readonly [CompareSideInput, CompareSideInput],
	metric: PlannedMetric,
	{ errors }: Pick<Decision, 'errors'>,
): boolean {
	const caseIds = caseIdsOf(sides);
	return sides.every(side => scoreOfErrors(side, metric, errors) !== undefined && countErrors(side, caseIds).missing === 0);
}

/** Null when one of them does not exist: then nothing is ruled out. */
function hull(intervals: readonly (Interval | null)[]): Interval | null {
	let [low, high] = [Infinity, -Infinity];
	for (const interval of intervals) {
		if (interval === null) return null;
		low = Math.min(low, interval[0]);
		high = Math.max(high, interval[1]);
	}
	return [low, high];
}
