import { assertFinite } from '../descriptive/finite-numbers.ts';
import { createDisagreement } from './disagreement.ts';
import type { Disagreement, RatingLevel } from './disagreement.ts';

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
	const disagreement = createDisagreement(pairable.flat(), level);
	return weightedAlpha(
		countItems(pairable, disagreement),
		pairable.map(() => 1),
		disagreement,
	);
}

/** One item as alpha sees it. */
export interface CountedItem {
	/** How often each rating occurs, by its place. */
	readonly counts: readonly (readonly [place: number, count: number])[];
	/** Ratings. */
	readonly size: number;
	/** Sum of distances over its pairs of ratings, per rating. */
	readonly observed: number;
}

/** @param items - Each with at least two ratings. */
export function countItems(items: readonly (readonly number[])[], { placeOf, sum }: Disagreement): readonly CountedItem[] {
	return items.map(ratings => {
		const counts = new Float64Array(placeOf.size);
		for (const rating of ratings) {
			const place = placeOf.get(rating) ?? 0;
			counts[place] = (counts[place] ?? 0) + 1;
		}
		const occurring = [...counts.entries()].filter(([, count]) => count > 0);
		return { counts: occurring, size: ratings.length, observed: sum(counts) / (ratings.length - 1) };
	});
}

/**
 * Alpha when items count as often as their weights say; null when all ratings are equal.
 *
 * @param weights - One per item, at least 0.
 */
export function weightedAlpha(items: readonly CountedItem[], weights: ArrayLike<number>, { placeOf, sum }: Disagreement): number | null {
	const all = new Float64Array(placeOf.size);
	let observed = 0;
	let total = 0;
	for (const [index, item] of items.entries()) {
		const weight = weights[index] ?? 0;
		observed += weight * item.observed;
		total += weight * item.size;
		for (const [place, count] of item.counts) all[place] = (all[place] ?? 0) + weight * count;
	}
	const expected = sum(all) / (total - 1);
	return expected > 0 ? 1 - observed / expected : null;
}
