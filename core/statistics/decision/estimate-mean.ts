import { hallReach } from '../bounds/hall-reach.ts';
import { rangeInterval } from '../bounds/range-interval.ts';
import type { Interval } from '../descriptive/interval.ts';
import { mean, sampleDeviation } from '../descriptive/mean.ts';
import { tReach, twoSidedTProbability } from '../descriptive/student-t.ts';
import { clusterRobustMean } from '../groups/cluster-robust-mean.ts';
import { countGroupSizes, effectiveGroups } from '../groups/effective-groups.ts';
import { smallestUsefulSample } from '../power/smallest-useful-sample.ts';
import { countUnits } from './count-units.ts';
import type { UnitCounts } from './count-units.ts';
import type { EstimateOptions, IntervalMethod } from './estimate.ts';

/** Values whose mean is wanted. */
export interface MeanSample {
	/** One per case; at least one. */
	readonly values: readonly number[];
	/** The group of each value; undefined when cases are independent. */
	readonly clusters: readonly string[] | undefined;
	/** The range that values can have, or that is the largest plausible one; holds all of them. */
	readonly range: Interval;
}

/** A mean with its uncertainty, and what a test on it needs. */
export interface MeanEstimate {
	readonly mean: number;
	readonly interval: Interval | null;
	readonly gateInterval: Interval | null;
	readonly intervalMethod: IntervalMethod;
	/** Of the t test against 0; null without a standard error or with one of 0. */
	readonly p: number | null;
	readonly effectiveCount: number;
	readonly units: UnitCounts;
}

/** Fewer units than this beside the most common value are too few for a standard error, as the simulations show. */
const fewestForSpread = 20;

/**
 * The mean of values, with groups or without, by t or by CR2.
 *
 * Where most units have one value and fewer than 20 have another, the standard error says little: margins are held against the
 * bound that uses the range, and below 6 others that is also the interval to print. In all other data each end for margins goes as
 * far as the skewness asks.
 */
export function estimateMean({ values, clusters, range }: MeanSample, { alpha, draws }: EstimateOptions): MeanEstimate {
	const units = countUnits(values, clusters);
	const effectiveCount = clusters === undefined ? values.length : effectiveGroups(countGroupSizes(clusters));
	const found = { mean: mean(values), effectiveCount, units };
	const spread = clusters === undefined ? spreadOfCases(values) : spreadOfGroups(values, clusters);
	if (spread === null) return { ...found, interval: null, gateInterval: null, intervalMethod: 'none', p: null };

	const { standardError, degreesOfFreedom, deviations } = spread;
	const p = standardError > 0 ? twoSidedTProbability(found.mean / standardError, degreesOfFreedom) : null;
	const reach = tReach(alpha, degreesOfFreedom);
	const { below, above } = hallReach(deviations, reach);
	const around = (down: number, up: number): Interval =>
		clip([found.mean - down * standardError, found.mean + up * standardError], range);
	const byT = { interval: around(reach, reach), intervalMethod: clusters === undefined ? 't' : 'cr2' } as const;
	if (!hasLittleSpread(units)) {
		return { ...found, ...byT, gateInterval: around(Math.max(reach, below), Math.max(reach, above)), p };
	}
	const byRange = rangeInterval(units.values, range, { alpha, draws });
	const gateInterval = widen(byRange, byT.interval);
	return units.otherCount < smallestUsefulSample(alpha)
		? { ...found, interval: gateInterval, gateInterval, intervalMethod: 'range', p }
		: { ...found, ...byT, gateInterval, p };
}

/** True when most units have one value and few have another. */
export function hasLittleSpread({ commonCount, otherCount }: UnitCounts): boolean {
	return otherCount < fewestForSpread && commonCount >= otherCount;
}

interface Spread {
	readonly standardError: number;
	readonly degreesOfFreedom: number;
	readonly deviations: readonly number[];
}

function spreadOfCases(values: readonly number[]): Spread | null {
	const deviation = sampleDeviation(values);
	if (deviation === null) return null;
	const centre = mean(values);
	return {
		standardError: deviation / Math.sqrt(values.length),
		degreesOfFreedom: values.length - 1,
		deviations: values.map(value => value - centre),
	};
}

function spreadOfGroups(values: readonly number[], clusters: readonly string[]): Spread | null {
	const spread = clusterRobustMean(values, clusters);
	// Residuals of equal values are rounding, and a t statistic would divide by it.
	return spread !== null && sampleDeviation(values) === 0 ? { ...spread, standardError: 0, deviations: [] } : spread;
}

function clip([low, high]: Interval, [lowest, highest]: Interval): Interval {
	return [Math.max(lowest, low), Math.min(highest, high)];
}

function widen([low, high]: Interval, [otherLow, otherHigh]: Interval): Interval {
	return [Math.min(low, otherLow), Math.max(high, otherHigh)];
}
