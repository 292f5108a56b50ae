import { clusteredStandardError } from '../groups/clustered-standard-error.ts';
import type { Interval } from '../descriptive/interval.ts';
import { mean, sampleDeviation } from '../descriptive/mean.ts';
import { tReach, twoSidedTProbability } from '../descriptive/student-t.ts';

/** What a t test on a difference found. The difference is candidate minus baseline. */
export interface DifferenceTest {
	readonly difference: number;
	/** Null when there is nothing to estimate it from: one pair, or one cluster. */
	readonly standardError: number | null;
	readonly degreesOfFreedom: number | null;
	/** Null where the test does not exist: no standard error, or the same non-zero difference everywhere, where t is infinite. */
	readonly statistic: number | null;
	/** Two-sided; null where `statistic` is. */
	readonly p: number | null;
	/** Of confidence 1 − alpha; null where `statistic` is. */
	readonly interval: Interval | null;
}

export interface PairedTOptions {
	/** 1 − confidence of the interval. */
	readonly alpha: number;
	/** The cluster of each pair, in the same order; leave out when pairs are independent. */
	readonly clusters?: readonly string[] | undefined;
}

/**
 * Paired t test: is the mean of candidate − baseline, case by case, different from 0?
 *
 * With clusters the standard error is the clustered one and t has (clusters − 1) degrees of freedom. Identical pairs give
 * difference 0, p = 1 and the interval [0, 0]. Undefined without pairs.
 *
 * @param baseline - One value per case.
 * @param candidate - One value per case, in the same order.
 * @throws RangeError when the lists differ in length or a value is not finite.
 *
 * Source: Student (1908), Biometrika 6(1), 1–25; clusters: E. Miller (2024), arXiv 2411.00640, sections 2.2 and 4.2.
 */
export function pairedT(
	baseline: readonly number[],
	candidate: readonly number[],
	{ alpha, clusters }: PairedTOptions,
): DifferenceTest | undefined {
	const differences = pairedDifferences(baseline, candidate);
	if (differences.length === 0) return undefined;

	const scale = magnitude(baseline, candidate);
	const deviation = sampleDeviation(differences, scale);
	const standardError =
		clusters === undefined
			? deviation === null
				? null
				: deviation / Math.sqrt(differences.length)
			: clusteredStandardError(differences, clusters, scale);
	const unitCount = clusters === undefined ? differences.length : new Set(clusters).size;
	return testDifference(mean(differences), standardError, unitCount - 1, alpha);
}

/**
 * Candidate minus baseline, case by case. A difference that is rounding alone is 0.
 *
 * @throws RangeError when the lists differ in length.
 */
export function pairedDifferences(baseline: readonly number[], candidate: readonly number[]): number[] {
	if (baseline.length !== candidate.length) throw new RangeError(`${baseline.length} and ${candidate.length} values are no pairs`);
	return baseline.map((before, index) => {
		const after = candidate[index] ?? NaN;
		const difference = after - before;
		return Math.abs(difference) <= 1e-12 * Math.max(Math.abs(before), Math.abs(after)) ? 0 : difference;
	});
}

/** t statistic, p and interval of a difference with a known standard error. Shared by the paired and the unpaired test. */
export function testDifference(difference: number, standardError: number | null, degreesOfFreedom: number, alpha: number): DifferenceTest {
	if (standardError === null || !(degreesOfFreedom > 0)) {
		return { difference, standardError: null, degreesOfFreedom: null, statistic: null, p: null, interval: null };
	}
	if (standardError === 0) {
		return difference === 0
			? { difference, standardError, degreesOfFreedom, statistic: 0, p: 1, interval: [0, 0] }
			: { difference, standardError, degreesOfFreedom, statistic: null, p: null, interval: null };
	}
	const statistic = difference / standardError;
	const reach = tReach(alpha, degreesOfFreedom) * standardError;
	return {
		difference,
		standardError,
		degreesOfFreedom,
		statistic,
		p: twoSidedTProbability(statistic, degreesOfFreedom),
		interval: [difference - reach, difference + reach],
	};
}

function magnitude(...lists: readonly (readonly number[])[]): number {
	let largest = 0;
	for (const list of lists) for (const value of list) largest = Math.max(largest, Math.abs(value));
	return largest;
}
