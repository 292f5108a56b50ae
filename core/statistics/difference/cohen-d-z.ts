import { mean, sampleDeviation } from '../descriptive/mean.ts';

/**
 * Cohen's d_z: the mean of the per-case differences in units of their standard deviation. Null where that does not exist:
 * fewer than two cases, or the same non-zero difference everywhere. 0 when nothing differs.
 *
 * @throws RangeError for a value that is not finite.
 *
 * Source: J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.3.5.
 */
export function cohenDZ(differences: readonly number[]): number | null {
	const deviation = sampleDeviation(differences);
	if (deviation === null) return null;
	const difference = mean(differences);
	if (deviation === 0) return difference === 0 ? 0 : null;
	return difference / deviation;
}
