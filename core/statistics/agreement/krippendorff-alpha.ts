import { assertFinite } from '../descriptive/finite-numbers.ts';
import { createDisagreement } from './disagreement.ts';
import type { RatingLevel } from './disagreement.ts';

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
	return weightedAlpha(
		pairable,
		pairable.map(() => 1),
		createDisagreement(pairable.flat(), level),
	);
}

/**
 * Alpha when items count as often as their weights say; null when all ratings are equal.
 *
 * @param items - Each with at least two ratings.
 * @param weights - One per item, at least 0.
 */
export function weightedAlpha(
	items: readonly (readonly number[])[],
	weights: readonly number[],
	disagreement: ReturnType<typeof createDisagreement>,
): number | null {
	const all = new Map<number, number>();
	let observed = 0;
	let total = 0;
	for (const [index, ratings] of items.entries()) {
		const weight = weights[index] ?? 0;
		observed += (weight * disagreement(countRatings(ratings))) / (ratings.length - 1);
		total += weight * ratings.length;
		for (const rating of ratings) all.set(rating, (all.get(rating) ?? 0) + weight);
	}
	const expected = disagreement(all) / (total - 1);
	return expected > 0 ? 1 - observed / expected : null;
}

function countRatings(ratings: readonly number[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1);
	return counts;
}
