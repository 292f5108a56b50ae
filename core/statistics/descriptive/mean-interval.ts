import { clusteredStandardError } from '../groups/clustered-standard-error.ts';
import type { Interval } from './interval.ts';
import { mean, sampleDeviation } from './mean.ts';
import { tReach } from './student-t.ts';

/** A mean with its uncertainty. `standardError` and `interval` are null when one value, or one cluster, leaves nothing to estimate them from. */
export interface MeanWithInterval {
	readonly mean: number;
	readonly n: number;
	readonly standardError: number | null;
	readonly interval: Interval | null;
}

/**
 * Mean, standard error s/√n, and the interval x̄ ± t(n − 1)·SE of confidence 1 − `alpha`. With clusters the standard error is
 * the clustered one and t has (clusters − 1) degrees of freedom. Undefined without values.
 *
 * @param clusters - The cluster of each value, in the same order; undefined when the values are independent.
 * @throws RangeError for a value that is not finite.
 *
 * Source: E. Miller (2024), Adding Error Bars to Evals, arXiv 2411.00640, sections 2.1 and 2.2.
 */
export function meanInterval(values: readonly number[], alpha: number, clusters?: readonly string[]): MeanWithInterval | undefined {
	if (values.length === 0) return undefined;
	const centre = mean(values);
	const standardError = clusters === undefined ? independentStandardError(values) : clusteredStandardError(values, clusters);
	if (standardError === null) return { mean: centre, n: values.length, standardError, interval: null };
	const reach = tReach(alpha, (clusters === undefined ? values.length : new Set(clusters).size) - 1) * standardError;
	return { mean: centre, n: values.length, standardError, interval: [centre - reach, centre + reach] };
}

function independentStandardError(values: readonly number[]): number | null {
	const deviation = sampleDeviation(values);
	return deviation === null ? null : deviation / Math.sqrt(values.length);
}
