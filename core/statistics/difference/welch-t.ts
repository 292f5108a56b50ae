import { mean, sampleDeviation } from '../descriptive/mean.ts';
import { testDifference } from './paired-t.ts';
import type { DifferenceTest } from './paired-t.ts';

/**
 * Welch's t test for two independent sets of cases with possibly different spread. The fallback when no cases are common to
 * both sides; it needs far more cases than a paired test.
 *
 * Undefined when a side has no values. A side with one value has no spread, hence neither statistic nor interval.
 *
 * @param alpha - 1 − confidence of the interval.
 * @throws RangeError for a value that is not finite.
 *
 * Source: B. L. Welch (1947), Biometrika 34(1/2), 28–35.
 */
export function welchT(baseline: readonly number[], candidate: readonly number[], alpha: number): DifferenceTest | undefined {
	if (baseline.length === 0 || candidate.length === 0) return undefined;
	const difference = mean(candidate) - mean(baseline);
	const baselineDeviation = sampleDeviation(baseline);
	const candidateDeviation = sampleDeviation(candidate);
	if (baselineDeviation === null || candidateDeviation === null) return testDifference(difference, null, 0, alpha);

	const baselineVariance = baselineDeviation ** 2 / baseline.length;
	const candidateVariance = candidateDeviation ** 2 / candidate.length;
	const variance = baselineVariance + candidateVariance;
	// Two constant sides have variance 0, for which the Welch–Satterthwaite formula below is 0/0.
	const degreesOfFreedom =
		variance === 0
			? baseline.length + candidate.length - 2
			: variance ** 2 / (baselineVariance ** 2 / (baseline.length - 1) + candidateVariance ** 2 / (candidate.length - 1));
	return testDifference(difference, Math.sqrt(variance), degreesOfFreedom, alpha);
}
