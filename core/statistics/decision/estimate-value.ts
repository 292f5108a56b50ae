import type { Interval } from '../descriptive/interval.ts';
import { mean } from '../descriptive/mean.ts';
import { clopperPearsonInterval } from '../rates/clopper-pearson-interval.ts';
import { sharedClusters } from './estimate-difference.ts';
import { estimateMean } from './estimate-mean.ts';
import type { Estimate, EstimateOptions } from './estimate.ts';
import { plausibleRange } from './plausible-range.ts';

/** One side of a metric. */
export interface ValueSample {
	/** One value per case: the mean of its answers. At least one. */
	readonly values: readonly number[];
	/** The group of each case; undefined when cases are independent. */
	readonly clusters?: readonly string[] | undefined;
	/** As in `PairedSample`. */
	readonly scoreRange?: Interval | undefined;
}

/**
 * The mean of one side, by the method that fits the data, for bounds on the value itself. Independent cases that all passed or failed
 * have Clopper and Pearson's interval, because each of its ends keeps its error rate: with Wilson's, a version at the bound passes in
 * 5 % with six of six.
 *
 * @throws RangeError without cases or for a value that is not finite.
 */
export function estimateValue({ values, clusters, scoreRange }: ValueSample, options: EstimateOptions): Estimate {
	const shared = sharedClusters(clusters);
	if (shared === undefined && values.every(value => value === 0 || value === 1)) return estimatePassRate(values, options.alpha);
	const found = estimateMean({ values, clusters: shared, range: plausibleRange(values, scoreRange) }, options);
	const { interval, gateInterval, intervalMethod, effectiveCount, units } = found;
	return { estimate: found.mean, interval, gateInterval, p: null, method: 'none', intervalMethod, effectiveCount, why: reason() };

	function reason(): string {
		if (intervalMethod === 'none') return `One ${shared === undefined ? 'case' : 'group'} shows no spread.`;
		if (shared !== undefined) return `Cases come in ${units.count} groups.`;
		return intervalMethod === 'range'
			? `Only ${units.otherCount} of ${units.count} cases have another value than the rest.`
			: 'Cases are independent and their values vary.';
	}
}

function estimatePassRate(values: readonly number[], alpha: number): Estimate {
	const passes = values.filter(value => value === 1).length;
	const interval = clopperPearsonInterval(passes, values.length, alpha) ?? null;
	return {
		estimate: mean(values),
		interval,
		gateInterval: interval,
		p: null,
		method: 'none',
		intervalMethod: 'clopper-pearson',
		effectiveCount: values.length,
		why: 'Every case passed or failed.',
	};
}
