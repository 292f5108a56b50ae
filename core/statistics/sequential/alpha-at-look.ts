import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { anytimeAlpha } from './anytime-alpha.ts';
import { spendingAlphas } from './spending-alphas.ts';

/** How often a plan allows looking, and the share of its information that is there. */
export type LookPlan =
	/** Only at the end: no decision before the last planned case and seed is there. */
	| { readonly looks: 'once'; readonly fraction: number }
	/** At so many looks, when 1/count, 2/count … of the information is there. */
	| { readonly looks: 'planned'; readonly count: number; readonly fraction: number }
	/** Whenever one likes. */
	| { readonly looks: 'any'; readonly fraction: number };

/**
 * The level that replaces alpha at this look, in tests and intervals alike; null while the plan allows no decision yet.
 *
 * The share of planned information is answers at hand through answers planned. Where cases differ, more seeds bring less than their
 * share; later looks then resemble earlier ones more than assumed, which only makes false positives rarer.
 *
 * Between two planned looks a difference has to be as large as at the look before: the boundary for z grows by the root of the
 * information. Whoever looks all the time in between then finds a false positive in about 5.5 % instead of 5 (simulated for 2 to 10
 * looks); with the boundary of the look before it would be 5.9 %.
 *
 * @throws RangeError for shares that cannot be.
 */
export function alphaAtLook(plan: LookPlan, alpha: number): number | null {
	switch (plan.looks) {
		case 'once':
			return plan.fraction >= 1 ? alpha : null;
		case 'planned':
			return plannedAlpha(plan.count, plan.fraction, alpha);
		case 'any':
			return anytimeAlpha(plan.fraction, alpha);
	}
}

/** How many of the planned looks are reached with this share of the information, from 0 to `count`. */
export function lookNumber(count: number, fraction: number): number {
	return Math.min(count, Math.floor(fraction * count + 1e-9));
}

function plannedAlpha(count: number, fraction: number, alpha: number): number | null {
	const number = lookNumber(count, fraction);
	const reached = Array.from({ length: number }, (_, index) => (index + 1) / count);
	const level = spendingAlphas(reached, alpha).at(-1);
	if (level === undefined) return null;
	const growth = Math.sqrt(Math.max(1, Math.min(1, fraction) / (number / count)));
	return growth === 1 ? level : 2 * normalCdf(growth * normalQuantile(level / 2, 0, 1), 0, 1);
}
