import { assertFinite } from '../descriptive/finite-numbers.ts';
import type { Interval } from '../descriptive/interval.ts';
import { quantileOfUnsorted } from '../descriptive/quantile-of-unsorted.ts';
import { gammaColumn } from '../resampling/gamma-columns.ts';

/** Units that have the same value: cases, or groups of the same size with the same mean. */
export interface WeightedValue {
	readonly value: number;
	/** Cases in each unit; 1 for cases. */
	readonly size: number;
	/** How many such units there are, at least 1. */
	readonly count: number;
}

export interface RangeIntervalOptions {
	/** 1 − confidence; each end errs in at most half of it. */
	readonly alpha: number;
	/** 9,999 random weightings unless told otherwise. */
	readonly draws?: number | undefined;
	/** The same seed gives the same interval on every machine. */
	readonly seed?: number | undefined;
}

/**
 * An interval for a mean that rests on nothing but the range the values can have, for data whose spread says little: most values
 * equal, few or none different.
 *
 * To the n units it adds one that was not seen and has the worst value, and weighs all of them at random (Dirichlet). Of pass and
 * fail this is Clopper and Pearson's bound. Of n equal values it is their value and, with the share of cases that may still differ,
 * the end of the range: the lower end for 100 differences of 0 in [−1, 1] is −0.036. With groups the unseen unit is as large as a
 * case's group is on average.
 *
 * Never seen to err more often than it says, on any distribution; that it cannot is a conjecture.
 *
 * @throws RangeError without values, for one that is not finite, or one outside `range`.
 *
 * Source: N. Gaffke (2005), Three test statistics for a nonparametric one-sided hypothesis on the mean of a nonnegative variable,
 * Mathematical Methods of Statistics 14(4), 451–467; E. Learned-Miller and P. S. Thomas (2020), arXiv 1905.06208.
 */
export function rangeInterval(
	units: readonly WeightedValue[],
	range: Interval,
	{ alpha, draws = 9999, seed = 20_250_131 }: RangeIntervalOptions,
): Interval {
	const values = units.map(({ value }) => value);
	assertFinite([...values, ...range]);
	if (values.length === 0 || values.some(value => value < range[0] || value > range[1])) {
		throw new RangeError(`Not values from ${range[0]} to ${range[1]}: ${values.join(', ')}`);
	}
	const count = units.reduce((total, unit) => total + unit.count, 0);
	// Random weightings cannot tell a level that only a few of them lie beyond, as an early look asks for.
	const isBeyondDraws = (alpha / 2) * draws < 20;
	if (units.length === 1 || isBeyondDraws) return aroundValues([Math.min(...values), Math.max(...values)], range, count, alpha);
	return drawInterval(units, range, alpha, { draws, seed });
}

/** The share of units that may still be at the end of the range is 1 − (α/2)^(1/n) at most. */
function aroundValues([lowest, highest]: Interval, [low, high]: Interval, count: number, alpha: number): Interval {
	const share = 1 - (alpha / 2) ** (1 / count);
	return [lowest + (low - lowest) * share, highest + (high - highest) * share];
}

function drawInterval(
	units: readonly WeightedValue[],
	[low, high]: Interval,
	alpha: number,
	{ draws, seed }: { readonly draws: number; readonly seed: number },
): Interval {
	const unseen = gammaColumn(1, seed, draws);
	const unseenSize = sizeOfUnseen(units);
	const weights = new Float64Array(draws);
	const sums = new Float64Array(draws);
	for (const [index, { value, size, count }] of units.entries()) {
		const column = gammaColumn(count, seed + index + 1, draws);
		for (let draw = 0; draw < draws; draw++) {
			const weight = (column[draw] ?? 0) * size;
			weights[draw] = (weights[draw] ?? 0) + weight;
			sums[draw] = (sums[draw] ?? 0) + weight * value;
		}
	}
	const lows = new Float64Array(draws);
	const highs = new Float64Array(draws);
	for (let draw = 0; draw < draws; draw++) {
		const weight = (unseen[draw] ?? 0) * unseenSize;
		const total = (weights[draw] ?? 0) + weight;
		lows[draw] = ((sums[draw] ?? 0) + weight * low) / total;
		highs[draw] = ((sums[draw] ?? 0) + weight * high) / total;
	}
	return [quantileOfUnsorted(lows, alpha / 2), quantileOfUnsorted(highs, 1 - alpha / 2)];
}

/** Σn² / Σn: the size of the group that a case drawn at random is in. */
function sizeOfUnseen(units: readonly WeightedValue[]): number {
	let cases = 0;
	let squares = 0;
	for (const { size, count } of units) {
		cases += size * count;
		squares += size ** 2 * count;
	}
	return squares / cases;
}
