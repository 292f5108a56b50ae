import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import chisquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { rangeInterval } from '../bounds/range-interval.ts';
import { countUnits } from '../decision/count-units.ts';
import { hasLittleSpread } from '../decision/estimate-mean.ts';
import { plausibleChange } from '../decision/plausible-range.ts';
import type { Interval } from '../descriptive/interval.ts';
import { mean, sampleDeviation } from '../descriptive/mean.ts';

/** How much the mean of a run varies from run to run. */
export interface RunDeviation {
	/** Standard deviation of a run's mean, in the unit of the metric. */
	readonly deviation: number;
	/** Of confidence 1 − alpha. */
	readonly interval: Interval;
	/**
	 * `within-cases`: answers to the same case vary, independently from case to case. `between-runs`: the means of whole runs vary more
	 * than that, as when a provider changed something in between.
	 */
	readonly source: 'within-cases' | 'between-runs';
}

export interface RunDeviationOptions {
	/** 1 − confidence of the interval. */
	readonly alpha: number;
	/** The smallest and the largest score that the metric can have; undefined when it has none. */
	readonly scoreRange?: Interval | undefined;
	readonly draws?: number | undefined;
}

/** At this level whole runs count as varying more than their answers: a liberal one, since overlooking it is what would pass. */
const poolingAlpha = 0.25;

/**
 * The standard deviation of a run's mean: σ/√n from the spread of answers to the same case, so that two runs over many cases decide.
 * From three runs on, means of runs that vary more than that are taken by themselves.
 *
 * Where few cases vary at all, the interval is the one that uses the range of the variance: identical runs do not prove that nothing
 * varies. Undefined for fewer than two runs or without cases.
 *
 * @param runs - For each run the value of every case, the same cases in the same order.
 * @throws RangeError when runs have different numbers of cases or a value is not finite.
 *
 * Source: analysis of variance of cases and runs, H. Scheffé (1959), The Analysis of Variance, chapter 8; pooling at 0.25, T. A.
 * Bancroft (1964), Biometrics 20(3), 427–442.
 */
export function runDeviation(runs: readonly (readonly number[])[], options: RunDeviationOptions): RunDeviation | undefined {
	const caseCount = runs[0]?.length ?? 0;
	if (runs.some(run => run.length !== caseCount)) throw new RangeError('Runs have different numbers of cases.');
	if (runs.length < 2 || caseCount === 0) return undefined;
	const variances = Array.from({ length: caseCount }, (_, index) => varianceOf(runs.map(run => run[index] ?? NaN)));
	const between = varianceOf(runs.map(run => mean(run)));
	const within = mean(variances) / caseCount;
	if (runs.length >= 3 && isBeyond(between, within, [runs.length - 1, degreesOfFreedomOf(variances, runs.length)])) {
		return { deviation: Math.sqrt(between), interval: intervalOf(between, runs.length - 1, options.alpha), source: 'between-runs' };
	}
	const change = plausibleChange(runs.flat(), options.scoreRange);
	const [low, high] = meanVarianceInterval(variances, runs.length, change, options);
	return {
		deviation: Math.sqrt(within),
		interval: [Math.sqrt(low / caseCount), Math.sqrt(high / caseCount)],
		source: 'within-cases',
	};
}

/** For the mean of the cases' variances. */
function meanVarianceInterval(
	variances: readonly number[],
	runCount: number,
	change: number,
	{ alpha, draws }: RunDeviationOptions,
): Interval {
	const units = countUnits(variances, undefined);
	// The largest variance that values within the range can have: half of them at each end.
	const halves = Math.floor(runCount / 2) * Math.ceil(runCount / 2);
	const largest = Math.max((change ** 2 * halves) / (runCount * (runCount - 1)), ...variances);
	if (hasLittleSpread(units)) return rangeInterval(units.values, [0, largest], { alpha, draws });
	const centre = mean(variances);
	const freedom = degreesOfFreedomOf(variances, runCount);
	return [(centre * freedom) / chisquareQuantile(1 - alpha / 2, freedom), (centre * freedom) / chisquareQuantile(alpha / 2, freedom)];
}

function intervalOf(variance: number, degreesOfFreedom: number, alpha: number): Interval {
	const end = (share: number): number => Math.sqrt((variance * degreesOfFreedom) / chisquareQuantile(share, degreesOfFreedom));
	return [end(1 - alpha / 2), end(alpha / 2)];
}

/** What a chi-square would need to vary as the cases' variances do: cases × (runs − 1) when all vary alike, fewer when few vary at all. */
function degreesOfFreedomOf(variances: readonly number[], runCount: number): number {
	const most = variances.length * (runCount - 1);
	const spread = sampleDeviation(variances) ?? 0;
	const centre = mean(variances);
	return spread === 0 || centre === 0 ? most : Math.min(most, Math.max(1, (2 * variances.length * centre ** 2) / spread ** 2));
}

/** F test that the first variance is larger than the second. */
function isBeyond(first: number, second: number, [above, below]: readonly [number, number]): boolean {
	if (second === 0) return false;
	const ratio = (above * first) / second;
	return 1 - betaCdf(ratio / (ratio + below), above / 2, below / 2) < poolingAlpha;
}

function varianceOf(values: readonly number[]): number {
	return (sampleDeviation(values) ?? 0) ** 2;
}
