import { assertFinite } from '../descriptive/finite-numbers.ts';

/**
 * Holm's step-down adjustment of p-values that are looked at together, in the order given. The chance of even one false
 * positive among them stays below alpha, without Bonferroni's loss and without assuming independence.
 *
 * @returns Adjusted p-values in [0, 1]; compare each with alpha itself.
 * @throws RangeError for a value that is not finite.
 *
 * Source: S. Holm (1979), Scandinavian Journal of Statistics 6(2), 65–70.
 */
export function holm(pValues: readonly number[]): number[] {
	assertFinite(pValues);
	const ascending = pValues.map((p, index) => ({ p, index })).sort((left, right) => left.p - right.p);
	const adjusted: number[] = [...pValues];
	let largest = 0;
	for (const [rank, { p, index }] of ascending.entries()) {
		largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
		adjusted[index] = largest;
	}
	return adjusted;
}
