import type { Interval } from '../descriptive/interval.ts';

/** What is known of a quantity that a bound is held against. */
export interface BoundedEstimate {
	readonly value: number;
	readonly interval: Interval;
	/** How many cases it rests on. */
	readonly caseCount: number;
	/** The smallest difference that this many cases show, as `minimumDetectableEffect` gives it. */
	readonly detectableEffect: number;
}

/** Whether a bound is kept, as far as the data can say. */
export interface BoundDecision {
	readonly outcome: 'passed' | 'failed' | 'inconclusive';
	/**
	 * How many cases would decide it with power 0.8, should the value be what it seems to be: n · (detectable effect / distance
	 * to the bound)². Null when it is decided, and when the value lies on the bound, where no number would.
	 */
	readonly casesNeeded: number | null;
}

/**
 * Decides on the interval whether a quantity is at least `bound`: passed when the whole interval is, failed when none of it is,
 * otherwise inconclusive. The bound itself counts as kept, so that two sides that agree on every case pass a margin of 0.
 *
 * For “at most” hand over the negated quantity and bound; for a regression margin the difference in the direction that is
 * better, and −margin.
 *
 * @throws RangeError for a number that is not finite.
 *
 * Source: non-inferiority by confidence interval, G. Piaggio et al. (2012), JAMA 308(24), 2594–2604; the number of cases from
 * E. Miller (2024), arXiv 2411.00640, section 5.
 */
export function decideLowerBound(
	{ value, interval: [low, high], caseCount, detectableEffect }: BoundedEstimate,
	bound: number,
): BoundDecision {
	if (![value, low, high, caseCount, detectableEffect, bound].every(Number.isFinite))
		throw new RangeError('Not a finite estimate and bound');
	if (low >= bound) return { outcome: 'passed', casesNeeded: null };
	if (high < bound) return { outcome: 'failed', casesNeeded: null };
	const distance = Math.abs(value - bound);
	// Closer than rounding: no number of cases would tell the two apart.
	const isOnBound = distance <= 1e-12 * Math.max(Math.abs(value), Math.abs(bound));
	return { outcome: 'inconclusive', casesNeeded: isOnBound ? null : Math.ceil(caseCount * (detectableEffect / distance) ** 2 - 1e-9) };
}

/** The same quantity seen from the other side, for bounds that are not to be exceeded. */
export function negate({ value, interval: [low, high], ...rest }: BoundedEstimate): BoundedEstimate {
	return { ...rest, value: -value, interval: [-high, -low] };
}
