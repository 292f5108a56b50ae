import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { assertFinite } from '../descriptive/finite-numbers.ts';
import type { Interval } from '../descriptive/interval.ts';
import { hasNoSpread, mean } from '../descriptive/mean.ts';
import { quantile } from '../descriptive/quantile.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { ResamplingOptions } from './sign-flip-permutation.ts';

/** Values of one cluster: their sum and how many they are. */
interface Unit {
	readonly sum: number;
	readonly count: number;
}

/**
 * Bias-corrected and accelerated (BCa) bootstrap interval for the mean of paired differences, drawn over cases, or over whole
 * clusters. Undefined for fewer than two units. Without any spread the interval is the mean itself. On few and very skewed values
 * it covers less than it says: 92.8 % instead of 95 % for 60 exponential ones.
 *
 * @param alpha - 1 − confidence: 0.05 for 95 %.
 * @param options - 9,999 draws and a fixed seed unless told otherwise.
 * @throws RangeError for a value that is not finite.
 *
 * Source: B. Efron (1987), J. Am. Stat. Assoc. 82(397), 171–185.
 */
export function bootstrapInterval(
	differences: readonly number[],
	alpha: number,
	{ clusters, resamples = 9999, seed = 20_250_131 }: ResamplingOptions = {},
): Interval | undefined {
	assertFinite(differences);
	const units = unitsOf(differences, clusters);
	if (units.length < 2) return undefined;
	const observed = mean(differences);
	if (hasNoSpread(differences)) return [observed, observed];

	const draws = drawMeans(units, resamples, createSeededRandom(seed));
	// Sums of the same values in another order differ by rounding; a draw that close to the observed mean is equal to it.
	const rounding = 1e-12 * Math.max(...differences.map(Math.abs));
	const below = draws.filter(draw => draw < observed - rounding).length;
	const equal = draws.filter(draw => Math.abs(draw - observed) <= rounding).length;
	const bias = normalQuantile(clampShare((below + equal / 2) / resamples, resamples), 0, 1);
	const acceleration = accelerationOf(units);
	const end = (share: number): number => {
		const z = bias + normalQuantile(share, 0, 1);
		return quantile(draws, normalCdf(bias + z / (1 - acceleration * z), 0, 1));
	};
	return [end(alpha / 2), end(1 - alpha / 2)];
}

function unitsOf(values: readonly number[], clusters: readonly string[] | undefined): readonly Unit[] {
	if (clusters === undefined) return values.map(sum => ({ sum, count: 1 }));
	const units = new Map<string, Unit>();
	for (const [index, value] of values.entries()) {
		const cluster = clusters[index] ?? '';
		const unit = units.get(cluster) ?? { sum: 0, count: 0 };
		units.set(cluster, { sum: unit.sum + value, count: unit.count + 1 });
	}
	return [...units.values()];
}

/** Means of resamples, ascending. */
function drawMeans(units: readonly Unit[], resamples: number, random: () => number): Float64Array {
	const means = new Float64Array(resamples);
	for (let draw = 0; draw < resamples; draw++) {
		let sum = 0;
		let count = 0;
		for (let pick = 0; pick < units.length; pick++) {
			const unit = units[Math.floor(random() * units.length)];
			sum += unit?.sum ?? 0;
			count += unit?.count ?? 0;
		}
		means[draw] = sum / count;
	}
	return means.sort();
}

/** From the jackknife: how the mean moves when one unit is left out. */
function accelerationOf(units: readonly Unit[]): number {
	const sum = units.reduce((total, unit) => total + unit.sum, 0);
	const count = units.reduce((total, unit) => total + unit.count, 0);
	const left = units.map(unit => (sum - unit.sum) / (count - unit.count));
	const centre = mean(left);
	const squares = left.reduce((total, value) => total + (centre - value) ** 2, 0);
	const cubes = left.reduce((total, value) => total + (centre - value) ** 3, 0);
	return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** The normal quantile of 0 and 1 is infinite; a share is at least half a draw away from both. */
function clampShare(share: number, resamples: number): number {
	return Math.min(1 - 0.5 / resamples, Math.max(0.5 / resamples, share));
}
