import { assertFinite } from '../descriptive/finite-numbers.ts';
import { roundDifferences } from '../difference/round-differences.ts';
import { createSeededRandom } from './seeded-random.ts';
import { sumByCluster } from '../groups/sum-by-cluster.ts';

export interface ResamplingOptions {
	/** The cluster of each difference; a cluster is flipped or drawn as a whole. Leave out when differences are independent. */
	readonly clusters?: readonly string[] | undefined;
	/** Random resamples, where there are too many to look at all. */
	readonly resamples?: number | undefined;
	/** The same seed gives the same result on every machine. */
	readonly seed?: number | undefined;
}

/** What the permutation test found. */
export interface PermutationTest {
	/** Two-sided. */
	readonly p: number;
	readonly method: 'permutation-exact' | 'permutation-random';
}

/** 2¹⁶ choices of signs are looked at one by one; more are drawn. */
const largestExactCount = 16;

/**
 * Sign-flip permutation test on paired differences: how often the mean is at least as far from 0 when each difference may as well
 * have had the other sign. Assumes symmetry under the null hypothesis and nothing else. Exact up to 16 differences (or clusters)
 * other than 0, otherwise over 9,999 seeded draws, the observed one counted among them so that p is never 0.
 *
 * @throws RangeError for a value that is not finite.
 *
 * Source: R. A. Fisher (1935), The Design of Experiments, § 21; counting the observed: B. Phipson and G. K. Smyth (2010),
 * Statistical Applications in Genetics and Molecular Biology 9(1), 39.
 */
export function signFlipPermutation(
	differences: readonly number[],
	{ clusters, resamples = 9999, seed = 20_250_131 }: ResamplingOptions = {},
): PermutationTest {
	assertFinite(differences);
	const units = roundDifferences(sumByCluster(roundDifferences(differences), clusters)).filter(unit => unit !== 0);
	const observed = Math.abs(units.reduce((sum, unit) => sum + unit, 0));
	if (units.length <= largestExactCount) return { p: exactShare(units, observed), method: 'permutation-exact' };

	const random = createSeededRandom(seed);
	const least = leastSumAsFar(units, observed);
	let count = 1;
	for (let draw = 0; draw < resamples; draw++) {
		let sum = 0;
		for (const unit of units) sum += random() < 0.5 ? unit : -unit;
		if (Math.abs(sum) >= least) count++;
	}
	return { p: count / (resamples + 1), method: 'permutation-random' };
}

/**
 * Follows the choices of signs unit by unit, the largest first, and stops where the rest cannot change the answer. The first sign is
 * fixed: with all signs turned, a sum is as far from 0.
 */
function exactShare(units: readonly number[], observed: number): number {
	const sizes = units.map(Math.abs).sort((one, other) => other - one);
	const rests = sizes.map((_, index) => sizes.slice(index).reduce((sum, size) => sum + size, 0));
	const least = leastSumAsFar(units, observed);
	const shareFrom = (index: number, sum: number): number => {
		const rest = rests[index];
		if (rest === undefined) return Math.abs(sum) >= least ? 1 : 0;
		if (Math.abs(sum) + rest < least) return 0;
		if (Math.abs(sum) - rest >= least) return 1;
		const size = sizes[index] ?? 0;
		return (shareFrom(index + 1, sum + size) + shareFrom(index + 1, sum - size)) / 2;
	};
	return shareFrom(1, sizes[0] ?? 0);
}

/**
 * The least sum that is as far from 0 as the observed one. A sum in another order differs by rounding, and so do thirds that were rounded
 * to 12 places before they were added: neither must make an equal sum smaller.
 */
function leastSumAsFar(units: readonly number[], observed: number): number {
	return observed - 1e-9 * units.reduce((sum, unit) => sum + Math.abs(unit), 0);
}
