import type { Interval } from '../descriptive/interval.ts';

/**
 * Decides on the interval whether a quantity is within `tolerance`: passed when all of the interval is, failed when none of it is,
 * otherwise inconclusive. Reaching the tolerance exactly counts as within.
 */
export function decideTolerance([low, high]: Interval, tolerance: number): 'passed' | 'failed' | 'inconclusive' {
	if (high <= tolerance) return 'passed';
	return low > tolerance ? 'failed' : 'inconclusive';
}
