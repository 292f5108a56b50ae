import tCdf from '@stdlib/stats-base-dists-t-cdf';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/** Probability of a t statistic at least this far from 0 on either side. `degreesOfFreedom` is positive and may be fractional. */
export function twoSidedTProbability(statistic: number, degreesOfFreedom: number): number {
	return Math.min(1, 2 * tCdf(-Math.abs(statistic), degreesOfFreedom));
}

/** How many standard errors the interval of confidence 1 − `alpha` reaches to each side: 2.262 for 0.05 and 9 degrees of freedom. */
export function tReach(alpha: number, degreesOfFreedom: number): number {
	return tQuantile(1 - alpha / 2, degreesOfFreedom);
}
