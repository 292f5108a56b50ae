import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { assertFinite } from '../descriptive/finite-numbers.ts';
import { rankValues } from './rank-values.ts';
import { roundDifferences } from './round-differences.ts';

/** What the signed-rank test found. */
export interface SignedRankTest {
	/** The smaller of the rank sums of rises and falls. */
	readonly statistic: number;
	/** Two-sided. */
	readonly p: number;
	/** 1 when rises outweigh falls, −1 when falls do, 0 when neither. */
	readonly direction: -1 | 0 | 1;
	/** Differences other than 0, which are all that counts. */
	readonly count: number;
	readonly method: 'wilcoxon-exact' | 'wilcoxon-asymptotic';
}

/** Above this many differences the exact distribution brings nothing but waiting. */
const largestExactCount = 100;

/**
 * Wilcoxon's signed-rank test on paired differences, for scores that are ordinal or far from normal. Differences of 0 are left out.
 * Up to 100 differences p is exact, ties included: the distribution is that of the ranks at hand under all choices of signs. Above,
 * normal with tie correction and without continuity correction. Without a difference other than 0, p is 1.
 *
 * @throws RangeError for a value that is not finite.
 *
 * Source: F. Wilcoxon (1945), Biometrics Bulletin 1(6), 80–83; ties: W. J. Conover (1999), Practical Nonparametric Statistics, 5.7.
 */
export function wilcoxonSignedRank(differences: readonly number[]): SignedRankTest {
	assertFinite(differences);
	const changed = roundDifferences(differences).filter(difference => difference !== 0);
	const { ranks, tieCounts } = rankValues(changed.map(Math.abs));
	const rises = sum(ranks.filter((_, index) => (changed[index] ?? 0) > 0));
	const total = (changed.length * (changed.length + 1)) / 2;
	const statistic = Math.min(rises, total - rises);
	const direction = rises === statistic ? (total - rises === statistic ? 0 : -1) : 1;
	if (changed.length <= largestExactCount) {
		return { statistic, p: exactProbability(ranks, statistic), direction, count: changed.length, method: 'wilcoxon-exact' };
	}
	const tieLoss = sum(tieCounts.map(count => count ** 3 - count)) / 48;
	const variance = (changed.length * (changed.length + 1) * (2 * changed.length + 1)) / 24 - tieLoss;
	const z = (statistic - total / 2) / Math.sqrt(variance);
	return { statistic, p: Math.min(1, 2 * normalCdf(z, 0, 1)), direction, count: changed.length, method: 'wilcoxon-asymptotic' };
}

/** Chance that the rank sum is as far from its middle under random signs. Ranks are doubled, since shared ones may end in a half. */
function exactProbability(ranks: readonly number[], statistic: number): number {
	const doubled = ranks.map(rank => Math.round(rank * 2));
	const chances = new Float64Array(sum(doubled) + 1);
	chances[0] = 1;
	let reached = 0;
	for (const rank of doubled) {
		reached += rank;
		for (let at = reached; at >= 0; at--) chances[at] = ((chances[at] ?? 0) + (at >= rank ? (chances[at - rank] ?? 0) : 0)) / 2;
	}
	const bound = Math.round(statistic * 2);
	let tail = 0;
	for (let at = 0; at <= bound; at++) tail += chances[at] ?? 0;
	return Math.min(1, 2 * tail);
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
