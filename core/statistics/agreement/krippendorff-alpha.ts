import { assertFinite } from '../descriptive/finite-numbers.ts';

/** How far two ratings are apart: `nominal` for labels, `ordinal` for ranks, `interval` for numbers on a scale. */
export type RatingLevel = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's alpha: agreement of any number of raters who need not all have rated every item. 1 for full agreement, 0 for
 * chance. Null where fewer than two items have two ratings, or all ratings that count are equal.
 *
 * @param items - For each item the ratings it got, in any order. For labels use numbers that stand for them, and `nominal`.
 * @throws RangeError for a rating that is not finite.
 *
 * Source: K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania.
 */
export function krippendorffAlpha(items: readonly (readonly number[])[], level: RatingLevel): number | null {
	for (const ratings of items) assertFinite(ratings);
	const pairable = items.filter(ratings => ratings.length >= 2);
	if (pairable.length < 2) return null;

	const counts = countValues(pairable.flat());
	const distance = distanceOf(level, counts);
	const total = pairable.reduce((sum, ratings) => sum + ratings.length, 0);
	let observed = 0;
	for (const ratings of pairable) observed += disagreement(countValues(ratings), distance) / (ratings.length - 1);
	const expected = disagreement(counts, distance) / (total - 1);
	return expected === 0 ? null : 1 - observed / expected;
}

type ValueCounts = readonly { readonly value: number; readonly count: number }[];
type Distance = (one: number, other: number) => number;

/** Distinct values, ascending, with how often each occurs. */
function countValues(values: readonly number[]): ValueCounts {
	const counts = new Map<number, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].map(([value, count]) => ({ value, count })).sort((one, other) => one.value - other.value);
}

/** Sum of distances over all ordered pairs of ratings. */
function disagreement(counts: ValueCounts, distance: Distance): number {
	let sum = 0;
	for (const one of counts) for (const other of counts) sum += one.count * other.count * distance(one.value, other.value);
	return sum;
}

function distanceOf(level: RatingLevel, counts: ValueCounts): Distance {
	switch (level) {
		case 'nominal':
			return (one, other) => Number(one !== other);
		case 'interval':
			return (one, other) => (one - other) ** 2;
		case 'ordinal':
			return ordinalDistance(counts);
	}
}

/** Two ranks are as far apart as there are ratings between them, half of those at both ends. */
function ordinalDistance(counts: ValueCounts): Distance {
	const upTo = new Map<number, number>();
	let sum = 0;
	for (const { value, count } of counts) {
		upTo.set(value, sum + count / 2);
		sum += count;
	}
	return (one, other) => ((upTo.get(one) ?? 0) - (upTo.get(other) ?? 0)) ** 2;
}
