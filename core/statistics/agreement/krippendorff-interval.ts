import type { Interval } from '../descriptive/interval.ts';
import { quantileOfUnsorted } from '../descriptive/quantile-of-unsorted.ts';
import { drawGamma } from '../resampling/draw-gamma.ts';
import { createSeededRandom } from '../resampling/seeded-random.ts';
import { createDisagreement } from './disagreement.ts';
import type { RatingLevel } from './disagreement.ts';
import { countItems, krippendorffAlpha, weightedAlpha } from './krippendorff-alpha.ts';

/** Agreement with its uncertainty. */
export interface AgreementEstimate {
	readonly alpha: number;
	/** A requirement is held against its lower end. */
	readonly interval: Interval;
	/** Items with at least two ratings. */
	readonly itemCount: number;
}

export interface AgreementOptions {
	/** 1 − confidence. */
	readonly alpha: number;
	readonly draws?: number | undefined;
	readonly seed?: number | undefined;
}

/**
 * Krippendorff's alpha with an interval by resampling whole items: each draw weighs them at random (Dirichlet). For the lower end an
 * item that was not seen is added, on which two raters disagree as much as any did: five items on which all agree do not prove
 * agreement. Null where alpha is.
 *
 * @param items - For each item the ratings it got, in any order.
 * @throws RangeError for a rating that is not finite.
 *
 * Source: bootstrap over items, A. Zapf et al. (2016), BMC Medical Research Methodology 16:93; random weights, D. B. Rubin (1981),
 * Annals of Statistics 9(1), 130–134; the unseen item as in `rangeInterval`.
 */
export function krippendorffInterval(
	items: readonly (readonly number[])[],
	level: RatingLevel,
	{ alpha, draws = 1999, seed = 20_250_131 }: AgreementOptions,
): AgreementEstimate | null {
	const agreement = krippendorffAlpha(items, level);
	if (agreement === null) return null;
	const pairable = items.filter(ratings => ratings.length >= 2);
	const ratings = pairable.flat();
	const disagreement = createDisagreement(ratings, level);
	const counted = countItems(pairable, disagreement);
	const withWorst = countItems([...pairable, worstPair(ratings, level)], disagreement);
	const random = createSeededRandom(seed);
	const lows = new Float64Array(draws);
	const highs = new Float64Array(draws);
	for (let draw = 0; draw < draws; draw++) {
		const weights = drawWeights(withWorst.length, random);
		lows[draw] = weightedAlpha(withWorst, weights, disagreement) ?? 1;
		highs[draw] = weightedAlpha(counted, drawWeights(counted.length, random), disagreement) ?? 1;
	}
	const interval: Interval = [quantileOfUnsorted(lows, alpha / 2), quantileOfUnsorted(highs, 1 - alpha / 2)];
	return { alpha: agreement, interval, itemCount: pairable.length };
}

/** Random weights that sum to their number. */
function drawWeights(count: number, random: () => number): Float64Array {
	const weights = new Float64Array(count);
	let sum = 0;
	for (let index = 0; index < count; index++) {
		const weight = drawGamma(1, random);
		weights[index] = weight;
		sum += weight;
	}
	return weights.map(weight => (weight * count) / sum);
}

/** The two ratings that are farthest apart; of labels the two most frequent ones, which leave chance the most to explain. */
function worstPair(ratings: readonly number[], level: RatingLevel): readonly number[] {
	if (level !== 'nominal') return [Math.min(...ratings), Math.max(...ratings)];
	const counts = new Map<number, number>();
	for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1);
	return [...counts]
		.sort((one, other) => other[1] - one[1])
		.slice(0, 2)
		.map(([rating]) => rating);
}
