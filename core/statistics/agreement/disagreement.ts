/** How far two ratings are apart: `nominal` for labels, `ordinal` for ranks, `interval` for numbers on a scale. */
export type RatingLevel = 'nominal' | 'ordinal' | 'interval';

/** The distinct ratings and how far they are apart. */
export interface Disagreement {
	/** Place of each rating in the lists of counts below. */
	readonly placeOf: ReadonlyMap<number, number>;
	/** Sums the distances over all ordered pairs of ratings, given how often each occurs; counts may be weights. */
	readonly sum: (counts: ArrayLike<number>) => number;
}

/**
 * Distances between ratings. Those of ranks and numbers are squared, so that two sums over the ratings give the sum over all pairs.
 *
 * @param ratings - All ratings there are; they fix the distances of ranks.
 */
export function createDisagreement(ratings: readonly number[], level: RatingLevel): Disagreement {
	const counts = new Map<number, number>();
	for (const rating of [...ratings].sort((one, other) => one - other)) counts.set(rating, (counts.get(rating) ?? 0) + 1);
	const placeOf = new Map([...counts.keys()].map((rating, place) => [rating, place]));
	if (level === 'nominal') return { placeOf, sum: countUnequal };
	const positions = level === 'interval' ? centred([...counts.keys()]) : ordinalPositions([...counts.values()]);
	return { placeOf, sum: weights => sumSquaredDistances(weights, positions) };
}

function countUnequal(counts: ArrayLike<number>): number {
	let total = 0;
	let squares = 0;
	for (let place = 0; place < counts.length; place++) {
		const count = counts[place] ?? 0;
		total += count;
		squares += count ** 2;
	}
	return noLessThanNothing(total ** 2 - squares, total ** 2);
}

function sumSquaredDistances(counts: ArrayLike<number>, positions: readonly number[]): number {
	let total = 0;
	let sum = 0;
	let squares = 0;
	for (const [place, position] of positions.entries()) {
		const count = counts[place] ?? 0;
		total += count;
		sum += count * position;
		squares += count * position ** 2;
	}
	return noLessThanNothing(2 * (total * squares - sum ** 2), total * squares);
}

/** What is left of a difference of equal numbers is rounding. */
function noLessThanNothing(difference: number, magnitude: number): number {
	return difference <= 1e-12 * magnitude ? 0 : difference;
}

/** Around the middle, so that large numbers do not cancel. */
function centred(ascending: readonly number[]): number[] {
	const middle = ((ascending[0] ?? 0) + (ascending.at(-1) ?? 0)) / 2;
	return ascending.map(rating => rating - middle);
}

/** Two ranks are as far apart as there are ratings between them, half of those at both ends. */
function ordinalPositions(counts: readonly number[]): number[] {
	let below = 0;
	return counts.map(count => {
		below += count;
		return below - count / 2;
	});
}
