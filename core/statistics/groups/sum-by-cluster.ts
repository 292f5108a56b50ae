/** Sums of values that belong together, in order of first appearance; each value for itself without clusters. */
export function sumByCluster(values: readonly number[], clusters: readonly string[] | undefined): number[] {
	if (clusters === undefined) return [...values];
	const sums = new Map<string, number>();
	for (const [index, value] of values.entries()) {
		const cluster = clusters[index] ?? '';
		sums.set(cluster, (sums.get(cluster) ?? 0) + value);
	}
	return [...sums.values()];
}
