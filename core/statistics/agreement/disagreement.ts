/** How far two ratings are apart: `nominal` for labels, `ordinal` for ranks, `interval` for numbers on a scale. */
export type RatingLevel = 'nominal' | 'ordinal' | 'interval';

/**
 * Makes the function that sums the distances over all ordered pairs of ratings, given how often each rating occurs; counts may be
 * weights. Distances of ranks and numbers are squared, so that two sums over the ratings are enough.
 *
 * @param ratings - All ratings there are; they fix the distances of ranks.
 */
export function createDisagreement(ratings: readonly number[], level: RatingLevel): (counts: ReadonlyMap<number, number>) => number {
	switch (level) {
		case 'nominal':
			return countUnequal;
		case 'interval': {
			// Around the middle, so that large numbers do not cancel.
			const middle = (Math.min(...ratings) + Math.max(...ratings)) / 2;
			return counts => sumSquaredDistances(counts, rating => rating - middle);
		}
		case 'ordinal': {
			const ranks = ordinalRanks(ratings);
			return counts => sumSquaredDistances(counts, rating => ranks.get(rating) ?? 0);
		}
	}
}

function countUnequal(counts: ReadonlyMap<number, number>): number {
	let total = 0;
	let squares = 0;
	for (const count of counts.values()) {
		total += count;
		squares += count ** 2;
	}
	return counts.size < 2 ? 0 : total ** 2 - squares;
}

function sumSquaredDistances(counts: ReadonlyMap<number, number>, placeOf: (rating: number) => number): number {
	if (counts.size < 2) return 0;
	let total = 0;
	let sum = 0;
	let squares = 0;
	for (const [rating, count] of counts) {
		const place = placeOf(rating);
		total += count;
		sum += count * place;
		squares += count * place ** 2;
	}
	return Math.max(0, 2 * (total * squares - sum ** 2));
}

/** Two ranks are as far apart as there are ratings between them, half of those at both ends. */
function ordinalRanks(ratings: readonly number[]): ReadonlyMap<number, number> {
	const counts = new Map<number, number>();
	for (const rating of [...ratings].sort((one, other) => one - other)) counts.set(rating, (counts.get(rating) ?? 0) + 1);
	const ranks = new Map<number, number>();
	let below = 0;
	for (const [rating, count] of counts) {
		ranks.set(rating, below + count / 2);
		below += count;
	}
	return ranks;
}
