import type { Interval } from '../descriptive/interval.ts';
import { wilsonInterval } from '../rates/wilson-interval.ts';

/** How often the four outcomes of a pass/fail pair occurred. */
export interface PairedOutcomes {
	readonly both: number;
	readonly onlyBaseline: number;
	readonly onlyCandidate: number;
	readonly neither: number;
}

/**
 * Newcombe's interval for the difference of two pass rates on the same cases, candidate minus baseline, as fractions in
 * [−1, 1]. It combines the Wilson intervals of both rates and their correlation φ, corrected for continuity (method 10 of the
 * paper). Unlike the normal interval it has a width when no pair disagrees. Undefined without pairs.
 *
 * @param alpha - 1 − confidence.
 * @throws RangeError when an outcome is not a count.
 *
 * Source: R. G. Newcombe (1998), Statistics in Medicine 17(22), 2635–2650.
 */
export function newcombePairedInterval(outcomes: PairedOutcomes, alpha: number): Interval | undefined {
	const { both, onlyBaseline, onlyCandidate, neither } = outcomes;
	const total = both + onlyBaseline + onlyCandidate + neither;
	const baseline = wilsonInterval(both + onlyBaseline, total, alpha);
	const candidate = wilsonInterval(both + onlyCandidate, total, alpha);
	if (baseline === undefined || candidate === undefined) return undefined;

	const baselineRate = (both + onlyBaseline) / total;
	const candidateRate = (both + onlyCandidate) / total;
	const correlation = correctedCorrelation(outcomes);
	const difference = (onlyCandidate - onlyBaseline) / total;
	const below = combine(candidateRate - candidate[0], baseline[1] - baselineRate, correlation);
	const above = combine(candidate[1] - candidateRate, baselineRate - baseline[0], correlation);
	return [Math.max(-1, difference - below), Math.min(1, difference + above)];
}

/** Length of the third side of a triangle whose other sides enclose an angle of cosine `correlation`. */
function combine(first: number, second: number, correlation: number): number {
	return Math.sqrt(Math.max(0, first * first - 2 * correlation * first * second + second * second));
}

/** φ of the fourfold table, its positive numerator brought towards 0 by half the number of pairs; 0 when a margin is empty. */
function correctedCorrelation({ both, onlyBaseline, onlyCandidate, neither }: PairedOutcomes): number {
	const total = both + onlyBaseline + onlyCandidate + neither;
	const margins = (both + onlyBaseline) * (onlyCandidate + neither) * (both + onlyCandidate) * (onlyBaseline + neither);
	if (margins === 0) return 0;
	const product = both * neither - onlyBaseline * onlyCandidate;
	return (product > 0 ? Math.max(0, product - total / 2) : product) / Math.sqrt(margins);
}
