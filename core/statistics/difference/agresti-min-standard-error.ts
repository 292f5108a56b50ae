import type { PairedOutcomes } from './newcombe-paired-interval.ts';

/**
 * Standard error of the difference of two pass rates on the same cases, half a case added to each of the four outcomes.
 *
 * Used for the minimum detectable effect. Without the added half cases a comparison in which no pair disagrees would claim to
 * be able to show any difference, however small; with ten such pairs it is 23 points.
 *
 * @throws RangeError when an outcome is negative or not finite.
 *
 * Source: A. Agresti and Y. Min (2005), Statistics in Medicine 24(5), 729–740.
 */
export function agrestiMinStandardError({ both, onlyBaseline, onlyCandidate, neither }: PairedOutcomes): number {
	const counts = [both, onlyBaseline, onlyCandidate, neither];
	if (!counts.every(count => Number.isFinite(count) && count >= 0)) throw new RangeError(`Not counts: ${counts.join(', ')}`);
	const total = both + onlyBaseline + onlyCandidate + neither + 2;
	const discordant = onlyBaseline + onlyCandidate + 1;
	return Math.sqrt(discordant - (onlyCandidate - onlyBaseline) ** 2 / total) / total;
}
