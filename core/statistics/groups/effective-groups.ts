/** How many cases each group has, in order of first appearance. */
export function countGroupSizes(clusters: readonly string[]): number[] {
	const sizes = new Map<string, number>();
	for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
	return [...sizes.values()];
}

/**
 * As how many groups of equal size groups of these sizes count: (Σn)² / Σn². 8 groups of 5 are 8, a group of 20 beside 30 single
 * cases is 5.8. 0 without groups.
 *
 * Source: L. Kish (1965), Survey Sampling, section 8.2; as a limit for cluster-robust inference A. V. Carter, K. T. Schnepel and
 * D. G. Steigerwald (2017), Review of Economics and Statistics 99(4), 698–709.
 */
export function effectiveGroups(sizes: readonly number[]): number {
	let sum = 0;
	let squares = 0;
	for (const size of sizes) {
		sum += size;
		squares += size ** 2;
	}
	return squares === 0 ? 0 : sum ** 2 / squares;
}
