import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import type { Interval } from '../descriptive/interval.ts';
import { assertPassCount } from './wilson-interval.ts';

/**
 * Clopper-Pearson interval for a pass rate, as fractions in [0, 1]: never covers less than it says, at the price of being wider
 * than Wilson's. Undefined when `total` is 0.
 *
 * @param passes - Number of passing cases, an integer in [0, total].
 * @param alpha - 1 − confidence: 0.05 for 95 %.
 * @throws RangeError when `passes` and `total` cannot be counts of the same set.
 *
 * Source: C. J. Clopper and E. S. Pearson (1934), Biometrika 26(4), 404–413.
 */
export function clopperPearsonInterval(passes: number, total: number, alpha: number): Interval | undefined {
	assertPassCount(passes, total);
	if (total === 0) return undefined;
	return [
		passes === 0 ? 0 : betaQuantile(alpha / 2, passes, total - passes + 1),
		passes === total ? 1 : betaQuantile(1 - alpha / 2, passes + 1, total - passes),
	];
}
