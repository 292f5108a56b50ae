import type { Decision } from '../../formats/experiment/experiment.ts';
import { clopperPearsonInterval } from '../../statistics/rates/clopper-pearson-interval.ts';
import type { Interval } from '../../statistics/descriptive/interval.ts';
import { meanInterval } from '../../statistics/descriptive/mean-interval.ts';
import { wilsonInterval } from '../../statistics/rates/wilson-interval.ts';
import type { MetricEstimate } from './comparison.ts';

/** The mean of case means with its interval by t, clustered where cases come in groups; null without values. */
export function estimateMean(values: readonly number[], alpha: number, clusters?: readonly string[]): MetricEstimate | null {
	const found = meanInterval(values, alpha, clusters);
	return found === undefined ? null : { mean: found.mean, n: found.n, se: found.standardError, ci: found.interval };
}

/** The share of cases that pass, of values that are all 0 or 1, with an interval for rates; null without values. */
export function estimatePassRate(
	values: readonly number[],
	alpha: number,
	kind: Decision['rate_interval'] = 'wilson',
): MetricEstimate | null {
	const passes = values.filter(value => value === 1).length;
	const plain = estimateMean(values, alpha);
	const intervalOf = kind === 'wilson' ? wilsonInterval : clopperPearsonInterval;
	const interval: Interval | undefined = intervalOf(passes, values.length, alpha);
	return plain === null ? null : { ...plain, ci: interval ?? null };
}
