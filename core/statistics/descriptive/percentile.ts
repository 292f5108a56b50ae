import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Interval } from './interval.ts';

/** The nearest-rank percentile: the smallest value that at least `share` of all values do not exceed. 0 without values. */
export function percentileOf(ascending: readonly number[], share: number): number {
	return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
}

/**
 * An interval of confidence 1 − `alpha` for a percentile, from the order of the values alone, whatever their distribution:
 * its ends are the values at the ranks between which a binomial number of values lies below the percentile. Undefined when there
 * are too few to bound it on either side; `casesToBound` says how many it takes.
 *
 * @param independentCount - Independent observations among the values, when fewer, as with repeated answers to the same case.
 *   Ranks are then taken from them and stretched over all values.
 * @throws RangeError for a share that is not between 0 and 1.
 *
 * Source: H. A. David and H. N. Nagaraja (2003), Order Statistics, 3rd ed., section 7.1.
 */
export function percentileInterval(
	ascending: readonly number[],
	share: number,
	alpha: number,
	independentCount = ascending.length,
): Interval | undefined {
	if (!(share > 0 && share < 1)) throw new RangeError(`Not a share: ${share}`);
	const low = lastRank(independentCount, rank => binomialCdf(rank - 1, independentCount, share) <= alpha / 2);
	const high = lastRank(independentCount, rank => binomialCdf(rank - 1, independentCount, share) < 1 - alpha / 2) + 1;
	if (low < 1 || high > independentCount) return undefined;
	const stretch = ascending.length / independentCount;
	const lowest = ascending[Math.floor((low - 1) * stretch)];
	const highest = ascending[Math.ceil(high * stretch) - 1];
	return lowest === undefined || highest === undefined ? undefined : [lowest, highest];
}

/** The fewest independent observations from which `percentileInterval` bounds a percentile on both sides: 72 for the 95th and 0.05. */
export function casesToBound(share: number, alpha: number): number {
	return Math.ceil(Math.log(alpha / 2) / Math.log(Math.max(share, 1 - share)) - 1e-9);
}

/** The standard error that would give a normal interval of this width. */
export function standardErrorOf([low, high]: Interval, alpha: number): number {
	return (high - low) / 2 / normalQuantile(1 - alpha / 2, 0, 1);
}

/** The largest rank from 1 to `count` that still holds, 0 for none; `holds` is true up to some rank and false from there on. */
function lastRank(count: number, holds: (rank: number) => boolean): number {
	let [known, next] = [0, count + 1];
	while (next - known > 1) {
		const middle = Math.floor((known + next) / 2);
		if (holds(middle)) known = middle;
		else next = middle;
	}
	return known;
}
