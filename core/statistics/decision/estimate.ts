import type { Interval } from '../descriptive/interval.ts';

/** What gave the p-value. */
export type TestMethod =
	'mcnemar-exact' | 'mcnemar-asymptotic' | 'paired-t' | 'paired-t-cr2' | 'permutation-exact' | 'permutation-random' | 'none';

/** What gave the interval. */
export type IntervalMethod = 'newcombe' | 'clopper-pearson' | 't' | 'cr2' | 'range' | 'none';

/** A quantity with its uncertainty, by the method that fits the data. */
export interface Estimate {
	/** The mean, or the mean difference, in the unit of the metric. */
	readonly estimate: number;
	/** Two-sided, of confidence 1 − alpha: the one to print. Null when nothing is there to estimate it from. */
	readonly interval: Interval | null;
	/**
	 * What a margin or a bound is held against: as `interval` or wider, because each of its ends alone errs in no more than alpha/2,
	 * also on skewed data and few changes.
	 */
	readonly gateInterval: Interval | null;
	/** Two-sided; null for one side alone, and where no test exists. */
	readonly p: number | null;
	readonly method: TestMethod;
	readonly intervalMethod: IntervalMethod;
	/** Independent observations: cases, or groups counted as so many of equal size. May be fractional. */
	readonly effectiveCount: number;
	/** One sentence on why this method, for people. */
	readonly why: string;
}

export interface EstimateOptions {
	/** 1 − confidence, after any correction for several metrics or several looks. */
	readonly alpha: number;
	/** Random draws where a method needs them; 9,999 unless told otherwise. */
	readonly draws?: number | undefined;
}
