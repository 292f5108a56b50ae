import { assertPassCount } from './wilson-interval.ts';

/** How many of a set pass. */
export interface PassCount {
	/** An integer in [0, total]. */
	readonly passes: number;
	readonly total: number;
}

/**
 * The one-sided p-value of Fisher's exact test: how likely so few passes of `later`, or fewer, are when both sets have one pass rate.
 * It never claims more than it may, however few the failures are, which a normal approximation does far out in the tail.
 *
 * Takes time that grows with the smaller of the number of passes and the size of `later` or `earlier`.
 *
 * @throws RangeError for numbers that are no counts of one set.
 *
 * Source: R. A. Fisher (1935), Journal of the Royal Statistical Society 98(1), 39–82; equal to `fisher_exact` of scipy.
 */
export function fewerPasses(earlier: PassCount, later: PassCount): number {
	assertPassCount(earlier.passes, earlier.total);
	assertPassCount(later.passes, later.total);
	const all = earlier.total + later.total;
	const passes = earlier.passes + later.passes;
	// The passes among the earlier ones, given all passes; few passes of the later ones are many of the earlier.
	const lowest = Math.max(0, passes - later.total);
	const highest = Math.min(passes, earlier.total);
	const mode = Math.min(highest, Math.max(lowest, Math.floor(((passes + 1) * (earlier.total + 1)) / (all + 2))));
	let whole = 0;
	let tail = 0;
	const take = (value: number, weight: number): void => {
		whole += weight;
		if (value >= earlier.passes) tail += weight;
	};
	take(mode, 1);
	for (let value = mode, weight = 1; value < highest && weight > 0; value++) {
		weight *= ((passes - value) / (value + 1)) * ((earlier.total - value) / (later.total - passes + value + 1));
		take(value + 1, weight);
	}
	for (let value = mode, weight = 1; value > lowest && weight > 0; value--) {
		weight *= (value / (passes - value + 1)) * ((later.total - passes + value) / (earlier.total - value + 1));
		take(value - 1, weight);
	}
	return Math.min(1, tail / whole);
}
