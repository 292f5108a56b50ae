import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Interval } from '../descriptive/interval.ts';

/**
 * Wilson score interval for a pass rate, as fractions in [0, 1]. Undefined when `total` is 0.
 *
 * Chosen over the normal approximation because evaluation sets are small and pass rates sit near 0 or 1, where the normal
 * interval leaves [0, 1] and has width 0 at the ends.
 *
 * @param passes - Number of passing cases, an integer in [0, total].
 * @param alpha - 1 − confidence: 0.05 for 95 %.
 * @throws RangeError when `passes` and `total` cannot be counts of the same set.
 *
 * Source: E. B. Wilson (1927), J. Am. Stat. Assoc. 22(158), 209–212.
 */
export function wilsonInterval(passes: number, total: number, alpha: number): Interval | undefined {
	assertPassCount(passes, total);
	if (total === 0) return undefined;

	const z = normalQuantile(1 - alpha / 2, 0, 1);
	const rate = passes / total;
	const centre = rate + (z * z) / (2 * total);
	const spread = z * Math.sqrt((rate * (1 - rate)) / total + (z * z) / (4 * total * total));
	const scale = 1 + (z * z) / total;
	// At the ends centre and spread are equal in theory and off by rounding in practice.
	return [passes === 0 ? 0 : (centre - spread) / scale, passes === total ? 1 : (centre + spread) / scale];
}

/** @throws RangeError when `passes` and `total` cannot be counts of the same set. */
export function assertPassCount(passes: number, total: number): void {
	if (!(Number.isInteger(passes) && Number.isInteger(total) && 0 <= passes && passes <= total)) {
		throw new RangeError(`Not a pass count: ${passes} of ${total}`);
	}
}
