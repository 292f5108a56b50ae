import { assertFinite } from './finite-numbers.ts';

/**
 * Differences this small against the values they come from are rounding, not data: 0.3 − 0.2 and 0.2 − 0.1 differ by 3e-17,
 * and a t statistic would divide by it.
 */
const roundingShare = 1e-12;

/**
 * The arithmetic mean.
 *
 * Summed as distances from the first value, so that the mean of equal values is that value, bit for bit.
 *
 * @throws RangeError without values, or with one that is not finite.
 */
export function mean(values: readonly number[]): number {
	assertFinite(values);
	const first = values[0];
	if (first === undefined) throw new RangeError('The mean of no values does not exist.');
	let sum = 0;
	for (const value of values) sum += value - first;
	return first + sum / values.length;
}

/**
 * Sample standard deviation, with n − 1 below the line; null for fewer than two values. Values that differ by rounding
 * alone have deviation 0.
 *
 * @param scale - Magnitude of the numbers the values were computed from, when larger than their own, as with differences.
 */
export function sampleDeviation(values: readonly number[], scale = 0): number | null {
	if (values.length < 2) return null;
	const centre = mean(values);
	if (hasNoSpread(values, scale)) return 0;
	let squares = 0;
	for (const value of values) squares += (value - centre) ** 2;
	return Math.sqrt(squares / (values.length - 1));
}

/** True when the values differ by no more than rounding. `scale` as in `sampleDeviation`. */
export function hasNoSpread(values: readonly number[], scale = 0): boolean {
	let low = Infinity;
	let high = -Infinity;
	let magnitude = scale;
	for (const value of values) {
		low = Math.min(low, value);
		high = Math.max(high, value);
		magnitude = Math.max(magnitude, Math.abs(value));
	}
	return high - low <= roundingShare * magnitude;
}
