import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { tReach } from '../descriptive/student-t.ts';

/** An even number of intervals for Simpson's rule; the power is then right to 1e-6. */
const intervals = 400;

/**
 * Chance that a two-sided t test finds a difference.
 *
 * The noncentral t distribution, as a normal one given the standard error that the data happen to show, averaged over that.
 *
 * @param effect - The true difference in standard errors of its estimate.
 * @param degreesOfFreedom - Positive, may be fractional.
 *
 * Source: N. L. Johnson, S. Kotz and N. Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 31.
 */
export function powerOfT(effect: number, degreesOfFreedom: number, alpha: number): number {
	const reach = tReach(alpha, degreesOfFreedom);
	// The ratio of estimated to true standard error lies within these but for 1e-12.
	const width = 7.5 / Math.sqrt(2 * degreesOfFreedom);
	const from = Math.max(0, 1 - width);
	const step = (1 + width - from) / intervals;
	let sum = 0;
	let weights = 0;
	for (let index = 0; index <= intervals; index++) {
		const ratio = from + index * step;
		const simpson = index === 0 || index === intervals ? 1 : index % 2 === 1 ? 4 : 2;
		const weight = simpson * relativeDensity(ratio, degreesOfFreedom);
		sum += weight * (normalCdf(effect - reach * ratio, 0, 1) + normalCdf(-effect - reach * ratio, 0, 1));
		weights += weight;
	}
	return sum / weights;
}

/** Density of √(χ²/ν) at `ratio`, through its value at 1. */
function relativeDensity(ratio: number, degreesOfFreedom: number): number {
	if (ratio === 0) return degreesOfFreedom === 1 ? Math.exp(0.5) : 0;
	return Math.exp((degreesOfFreedom - 1) * Math.log(ratio) + (degreesOfFreedom * (1 - ratio ** 2)) / 2);
}
