import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';

/**
 * Two-sided p-value of the exact sign test: how likely a split at least this uneven is when up and down are equally likely.
 * Ties do not count. Without any change p is 1.
 *
 * @param ups - Number of cases that went up, a non-negative integer.
 * @param downs - Number of cases that went down, a non-negative integer.
 * @throws RangeError when either is not a count.
 *
 * Source: W. J. Dixon and A. M. Mood (1946), J. Am. Stat. Assoc. 41(236), 557–566.
 */
export function signTest(ups: number, downs: number): number {
	if (![ups, downs].every(count => Number.isInteger(count) && count >= 0)) throw new RangeError(`Not counts: ${ups}, ${downs}`);
	if (ups === downs) return 1;
	return Math.min(1, 2 * binomialCdf(Math.min(ups, downs), ups + downs, 0.5));
}
