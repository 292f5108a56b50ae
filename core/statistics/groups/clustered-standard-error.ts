import { hasNoSpread, mean } from '../descriptive/mean.ts';

/**
 * Standard error of a mean when values come in clusters that move together, as several questions about one document do.
 *
 * √(Σ_c (Σ_{i∈c} (s_i − s̄))²) / n · √(C / (C − 1)), C being the number of clusters. With every value in a cluster of its own
 * it equals s/√n. Null with fewer than two clusters: nothing varies between them. 0 when values differ by rounding alone.
 *
 * @param clusters - The cluster of each value, in the same order.
 * @param scale - As in `sampleDeviation`.
 * @throws RangeError when both lists differ in length or a value is not finite.
 *
 * Source: E. Miller (2024), arXiv 2411.00640, section 2.2; small-sample factor as in statsmodels (`cov_type="cluster"`).
 */
export function clusteredStandardError(values: readonly number[], clusters: readonly string[], scale = 0): number | null {
	if (values.length !== clusters.length) throw new RangeError(`${values.length} values in ${clusters.length} clusters`);
	const clusterCount = new Set(clusters).size;
	if (clusterCount < 2) return null;
	const centre = mean(values);
	if (hasNoSpread(values, scale)) return 0;

	const sums = new Map<string, number>();
	for (const [index, cluster] of clusters.entries()) {
		sums.set(cluster, (sums.get(cluster) ?? 0) + (values[index] ?? 0) - centre);
	}
	let squares = 0;
	for (const sum of sums.values()) squares += sum * sum;
	return (Math.sqrt(squares) / values.length) * Math.sqrt(clusterCount / (clusterCount - 1));
}
