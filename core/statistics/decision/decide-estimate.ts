import type { Interval } from '../descriptive/interval.ts';
import { smallestUsefulSample } from '../power/smallest-useful-sample.ts';
import type { Estimate, EstimateOptions } from './estimate.ts';

/** What a comparison is decided by. */
export interface DifferenceRule extends EstimateOptions {
	readonly goal: 'maximize' | 'minimize';
	/** The smallest difference that matters, and the margin of “not worse”; undefined when none is declared. */
	readonly margin?: number | undefined;
	/** The p-value after correction for several metrics, where it is not the test's own. */
	readonly correctedP?: number | undefined;
	/** How many claims of equivalence are made together; each is then made at alpha divided by it. 1 unless told otherwise. */
	readonly claimCount?: number | undefined;
}

/** The numbers of an estimate that a decision rests on, whatever method gave them. */
export type DecisiveEstimate = Pick<Estimate, 'estimate' | 'interval' | 'gateInterval' | 'p' | 'effectiveCount'>;

/** What may be said of a difference. Nothing here is true because the data are few. */
export interface DifferenceJudgement {
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
 * Decides what an estimate says of a difference: different, equivalent, not worse, and what it cannot rule out.
 *
 * Equivalence and “not worse” use the interval of confidence 1 − 2·alpha: each of its ends is a one-sided test at alpha. The margin
 * itself is ruled out when the interval does not touch it. Without a margin nothing is equivalent or not worse.
 *
 * @param found - The estimate at `rule.alpha`.
 * @param marginInterval - The interval that margins are held against, at another alpha; null where there is none.
 * @throws RangeError for a margin below 0.
 *
 * Source: D. J. Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15(6), 657–680; G. Piaggio et al. (2012), JAMA
 * 308(24), 2594–2604.
 */
export function decideEstimate(
	found: DecisiveEstimate,
	rule: DifferenceRule,
	marginInterval: (alpha: number) => Interval | null,
): DifferenceJudgement {
	const { alpha, goal, margin } = rule;
	if (margin !== undefined && !(margin >= 0)) throw new RangeError(`Not a margin: ${margin}`);
	const isEnough = isEnoughData(found, alpha);
	const twoSided = towardsGoal(found.gateInterval, goal);
	return {
		isEnough,
		isDifferent: isEnough && isShownDifferent(found, rule),
		isBetter: goal === 'maximize' ? found.estimate > 0 : found.estimate < 0,
		notRuledOut: twoSided === null ? null : { worst: twoSided[0], best: twoSided[1] },
		...(isEnough && margin !== undefined
			? { ...testMargin(margin, rule, marginInterval), isSmallerThanMargin: isInside(twoSided, margin) }
			: { isSmallerThanMargin: false, isEquivalent: false, isNotWorse: false }),
	};
}

/** Whether an estimate rests on as many effective cases or groups as a verdict needs. */
export function isEnoughData({ interval, effectiveCount }: DecisiveEstimate, alpha: number): boolean {
	// Groups of equal size count as whole ones; the sum of squares may leave them a rounding error short.
	return interval !== null && effectiveCount + 1e-9 >= smallestUsefulSample(alpha);
}

/** The interval with better above worse. */
export function towardsGoal(interval: Interval | null, goal: 'maximize' | 'minimize'): Interval | null {
	if (interval === null) return null;
	return goal === 'maximize' ? interval : [-interval[1], -interval[0]];
}

function isShownDifferent({ p, interval }: DecisiveEstimate, { alpha, correctedP }: DifferenceRule): boolean {
	const decisive = correctedP ?? p;
	return decisive !== null && decisive < alpha && interval !== null && (interval[0] > 0 || interval[1] < 0);
}

function testMargin(
	margin: number,
	{ alpha, goal, claimCount = 1 }: DifferenceRule,
	marginInterval: (alpha: number) => Interval | null,
): Pick<DifferenceJudgement, 'isEquivalent' | 'isNotWorse'> {
	const oneSided = towardsGoal(marginInterval(2 * alpha), goal);
	const claimed = claimCount === 1 ? oneSided : towardsGoal(marginInterval((2 * alpha) / claimCount), goal);
	return { isEquivalent: isInside(claimed, margin), isNotWorse: oneSided !== null && oneSided[0] > -margin };
}

function isInside(interval: Interval | null, margin: number): boolean {
	return interval !== null && interval[0] > -margin && interval[1] < margin;
}
