import { assertFinite } from '../descriptive/finite-numbers.ts';
import { mean } from '../descriptive/mean.ts';

/** The uncertainty of a mean of values that come in groups. */
export interface ClusterRobustMean {
	readonly standardError: number;
	/** Bell and McCaffrey's, fractional; (groups − 1) when all groups have the same size, fewer otherwise. */
	readonly degreesOfFreedom: number;
	/** What each group adds to the error of the mean, in order of first appearance; their squares sum to (n · SE)². */
	readonly deviations: readonly number[];
}

/**
 * Standard error of the mean of all values, groups moving together, with the small-sample correction CR2 and the degrees of freedom
 * that belong to it. Right also for few groups of unequal size, where the usual clustered error is too small: 4 % false positives for
 * six groups of 40, 5, 5, 3, 2 and 1 instead of 33.
 *
 * With only a mean to estimate, (I − H_gg)^(−1/2) is a factor (1 − n_g/n)^(−1/2) on a group's sum of residuals. Null with fewer than
 * two groups.
 *
 * @param clusters - The group of each value, in the same order.
 * @throws RangeError when both lists differ in length or a value is not finite.
 *
 * Source: R. M. Bell and D. F. McCaffrey (2002), Survey Methodology 28(2), 169–181; G. W. Imbens and M. Kolesár (2016), Review of
 * Economics and Statistics 98(4), 701–712; as `vcovCR(type = "CR2")` of clubSandwich with an identity working model.
 */
export function clusterRobustMean(values: readonly number[], clusters: readonly string[]): ClusterRobustMean | null {
	if (values.length !== clusters.length) throw new RangeError(`${values.length} values in ${clusters.length} clusters`);
	assertFinite(values);
	const groups = sumGroups(values, clusters);
	if (groups.length < 2) return null;
	const count = values.length;
	const deviations = groups.map(({ size, sum }) => sum / Math.sqrt(1 - size / count));
	const squares = deviations.reduce((total, deviation) => total + deviation ** 2, 0);
	return {
		standardError: Math.sqrt(squares) / count,
		degreesOfFreedom: bellMcCaffrey(groups.map(({ size }) => size / count)),
		deviations,
	};
}

interface GroupOfResiduals {
	readonly size: number;
	readonly sum: number;
}

function sumGroups(values: readonly number[], clusters: readonly string[]): readonly GroupOfResiduals[] {
	const centre = values.length === 0 ? 0 : mean(values);
	const groups = new Map<string, GroupOfResiduals>();
	for (const [index, value] of values.entries()) {
		const cluster = clusters[index] ?? '';
		const { size, sum } = groups.get(cluster) ?? { size: 0, sum: 0 };
		groups.set(cluster, { size: size + 1, sum: sum + value - centre });
	}
	return [...groups.values()];
}

/**
 * (tr M)² / tr M² of the matrix whose eigenvalues weigh the chi-squares that the squared error is a sum of: s_g on the diagonal,
 * −s_g s_h / √((1 − s_g)(1 − s_h)) beside it, s being the shares of the groups.
 */
function bellMcCaffrey(shares: readonly number[]): number {
	const ratios = shares.map(share => share ** 2 / (1 - share));
	const sumOfRatios = ratios.reduce((total, ratio) => total + ratio, 0);
	let squares = 0;
	for (const [index, share] of shares.entries()) {
		const ratio = ratios[index] ?? 0;
		squares += share ** 2 + ratio * (sumOfRatios - ratio);
	}
	return 1 / squares;
}
