import { assertFinite } from '../descriptive/finite-numbers.ts';

/**
 * Benjamini and Hochberg's step-up adjustment of p-values, in the order given: among what is called different, the expected share
 * of false calls stays below alpha. For exploring many metrics; a decision wants Holm, which guards against even one.
 *
 * @returns Adjusted p-values in [0, 1]; compare each with alpha itself.
 * @throws RangeError for a value that is not finite.
 *
 * Source: Y. Benjamini and Y. Hochberg (1995), Journal of the Royal Statistical Society B 57(1), 289–300.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
	assertFinite(pValues);
	const descending = pValues.map((p, index) => ({ p, index })).sort((left, right) => right.p - left.p);
	const adjusted: number[] = [...pValues];
	let smallest = 1;
	for (const [position, { p, index }] of descending.entries()) {
		const rank = pValues.length - position;
		smallest = Math.min(smallest, (p * pValues.length) / rank);
		adjusted[index] = smallest;
	}
	return adjusted;
}
