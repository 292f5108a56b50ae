/**
 * Rounds to 12 decimal places. A test on ranks or on sums under other signs asks whether differences are equal, and 0.9 − 0.8 and
 * 0.8 − 0.7 are not, by 1e-16.
 */
export function roundDifferences(differences: readonly number[]): number[] {
	return differences.map(difference => {
		const rounded = Math.round(difference * 1e12) / 1e12;
		// Beyond 2⁵³ ÷ 10¹² there are no decimal places to round.
		return Number.isSafeInteger(Math.round(difference * 1e12)) ? rounded : difference;
	});
}
