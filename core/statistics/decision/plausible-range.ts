import type { Interval } from '../descriptive/interval.ts';

/**
 * The largest change of one case that the data leave plausible: the width of the metric's range, or, where it has none, of the values
 * that were seen. Where those are all the same, their size. A score outside the declared range widens it.
 */
export function plausibleChange(values: readonly number[], scoreRange: Interval | undefined): number {
	const [low, high] = rangeOf(values, scoreRange);
	return high > low ? high - low : Math.abs(high);
}

/** The range of a metric, or what is plausible of one without: what was seen, and as much again on either side. */
export function plausibleRange(values: readonly number[], scoreRange: Interval | undefined): Interval {
	const [low, high] = rangeOf(values, scoreRange);
	const more = scoreRange === undefined ? plausibleChange(values, scoreRange) : 0;
	return [low - more, high + more];
}

function rangeOf(values: readonly number[], scoreRange: Interval | undefined): Interval {
	let [low, high] = scoreRange ?? [Infinity, -Infinity];
	for (const value of values) {
		low = Math.min(low, value);
		high = Math.max(high, value);
	}
	return [low, high];
}
