import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { fewestCases, mostCases } from './fewest-cases.ts';
import { casesNeeded } from './minimum-detectable-effect.ts';
import { powerOfT } from './power-of-t.ts';
import { smallestUsefulSample } from './smallest-useful-sample.ts';

/** Chance of finding a difference that is there: the usual convention. */
export const conventionalPower = 0.8;

const fewestForApproximation = 200;

/** What a t test on per-case differences is asked for. */
export interface TestGoal {
	/** The smallest difference that matters, greater than 0. */
	readonly effect: number;
	/** After correction for several metrics or looks: alpha/m for m metrics. */
	readonly alpha: number;
	/** 0.8 unless told otherwise. */
	readonly power?: number | undefined;
}

/**
 * The fewest cases with which a t test finds `effect`, never fewer than a verdict may rest on; null when ten million are not enough.
 *
 * @param variance - Of the per-case differences, 0 or more.
 */
export function casesForT(variance: number, { effect, alpha, power = conventionalPower }: TestGoal): number | null {
	const near = casesNeeded(variance, effect, alpha, power);
	if (near > mostCases) return null;
	// From here on t needs z²/2 cases more than the normal distribution, to half a case.
	if (near > fewestForApproximation) return near + Math.ceil(normalQuantile(1 - alpha / 2, 0, 1) ** 2 / 2);
	const powerOf = (cases: number): number => powerOfT(effect / Math.sqrt(variance / cases), cases - 1, alpha);
	return fewestCases(powerOf, power, { fewest: smallestUsefulSample(alpha), near });
}

/**
 * The smallest difference that a t test on so many cases finds with power 0.8; null for fewer cases than a verdict may rest on.
 *
 * @param variance - Of the per-case differences, 0 or more.
 */
export function effectForT(variance: number, cases: number, alpha: number): number | null {
	if (cases < smallestUsefulSample(alpha)) return null;
	const standardError = Math.sqrt(variance / cases);
	// In standard errors; with 5 degrees of freedom and alpha 0.01 it is 6.
	let [low, high] = [0, 100];
	for (let halving = 0; halving < 40; halving++) {
		const middle = (low + high) / 2;
		if (powerOfT(middle, cases - 1, alpha) < conventionalPower) low = middle;
		else high = middle;
	}
	return high * standardError;
}
