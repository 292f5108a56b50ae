import type { Interval } from '../descriptive/interval.ts';
import { smallestUsefulSample } from '../power/smallest-useful-sample.ts';
import { estimateDifference } from './estimate-difference.ts';
import type { PairedSample } from './estimate-difference.ts';
import type { Estimate, EstimateOptions } from './estimate.ts';

/** What a comparison is decided by. */
export interface DifferenceRule extends EstimateOptions {
	readonly goal: 'maximize' | 'minimize';
	/** The smallest difference that matters, and the margin of “not worse”; undefined when none is declared. */
	readonly margin?: number | undefined;
	/** The p-value after correction for several metrics, where it is not the test's own. */
	readonly correctedP?: number | undefined;
}

/** What may be said of a difference. Nothing here is true because the data are few. */
export interface DifferenceDecision extends Estimate {
	/** Whether there are as many effective cases or groups as a verdict needs. When false, all that follows is false. */
	readonly isEnough: boolean;
	/** The corrected p is below alpha and the interval excludes 0. */
	readonly isDifferent: boolean;
	/** Better in the direction of the goal; meaningful when different. */
	readonly isBetter: boolean;
	/** The interval excludes every difference as large as the margin; also with a difference: one that does not matter. */
	readonly isSmallerThanMargin: boolean;
	/** Two one-sided tests at alpha. */
	readonly isEquivalent: boolean;
	/** One one-sided test at alpha. */
	readonly isNotWorse: boolean;
	/** The worst and the best difference that the data leave possible, in the direction of the goal: negative is worse. */
	readonly notRuledOut: { readonly worst: number; readonly best: number } | null;
}

/**
 * Decides what the data say of a difference: different, equivalent, not worse, and what they cannot rule out.
 *
 * Equivalence and “not worse” use the interval of confidence 1 − 2·alpha: each of its ends is a one-sided test at alpha. The margin
 * itself is ruled out when the interval does not touch it. Without a margin nothing is equivalent or not worse.
 *
 * @throws RangeError without cases, when both sides differ in length, for a value that is not finite, or a margin below 0.
 *
 * Source: D. J. Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15(6), 657–680; G. Piaggio et al. (2012), JAMA
 * 308(24), 2594–2604.
 */
export function decideDifference(sample: PairedSample, rule: DifferenceRule): DifferenceDecision {
	const { alpha, draws, goal, margin } = rule;
	if (margin !== undefined && !(margin >= 0)) throw new RangeError(`Not a margin: ${margin}`);
	const found = estimateDifference(sample, { alpha, draws });
	// Groups of equal size count as whole ones; the sum of squares may leave them a rounding error short.
	const isEnough = found.interval !== null && found.effectiveCount + 1e-9 >= smallestUsefulSample(alpha);
	const twoSided = towardsGoal(found.gateInterval, goal);
	return {
		...found,
		isEnough,
		isDifferent: isEnough && isShownDifferent(found, rule),
		isBetter: goal === 'maximize' ? found.estimate > 0 : found.estimate < 0,
		notRuledOut: twoSided === null ? null : { worst: twoSided[0], best: twoSided[1] },
		...(isEnough && margin !== undefined
			? {
					...testMargin(towardsGoal(estimateDifference(sample, { alpha: 2 * alpha, draws }).gateInterval, goal), margin),
					isSmallerThanMargin: isInside(twoSided, margin),
				}
			: { isSmallerThanMargin: false, isEquivalent: false, isNotWorse: false }),
	};
}

function isShownDifferent({ p, interval }: Estimate, { alpha, correctedP }: DifferenceRule): boolean {
	const decisive = correctedP ?? p;
	return decisive !== null && decisive < alpha && interval !== null && (interval[0] > 0 || interval[1] < 0);
}

function testMargin(interval: Interval | null, margin: number): Pick<DifferenceDecision, 'isEquivalent' | 'isNotWorse'> {
	return { isEquivalent: isInside(interval, margin), isNotWorse: interval !== null && interval[0] > -margin };
}

/** The interval with better above worse. */
function towardsGoal(interval: Interval | null, goal: 'maximize' | 'minimize'): Interval | null {
	if (interval === null) return null;
	return goal === 'maximize' ? interval : [-interval[1], -interval[0]];
}

function isInside(interval: Interval | null, margin: number): boolean {
	return interval !== null && interval[0] > -margin && interval[1] < margin;
}
