/**
 * Cohen's kappa: agreement of two raters on the same items beyond what chance would give, 1 for full agreement, 0 for chance.
 * Null without items and where both raters used one and the same label throughout, since chance agreement is then complete and
 * nothing is left to measure.
 *
 * @param first - One label per item.
 * @param second - One label per item, in the same order.
 * @throws RangeError when the lists differ in length.
 *
 * Source: J. Cohen (1960), Educational and Psychological Measurement 20(1), 37–46.
 */
export function cohenKappa(first: readonly string[], second: readonly string[]): number | null {
	if (first.length !== second.length) throw new RangeError(`${first.length} and ${second.length} labels are not of the same items`);
	if (first.length === 0) return null;
	const labels = new Set([...first, ...second]);
	const observed = first.filter((label, index) => label === second[index]).length / first.length;
	let expected = 0;
	for (const label of labels) expected += shareOf(first, label) * shareOf(second, label);
	return expected === 1 ? null : (observed - expected) / (1 - expected);
}

function shareOf(labels: readonly string[], wanted: string): number {
	return labels.filter(label => label === wanted).length / labels.length;
}
