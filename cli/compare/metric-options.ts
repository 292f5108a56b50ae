import type { NamedCount, NamedEffect, NamedMetric } from '../../core/use-cases/compare-files/file-metrics.ts';
import { UsageError } from '../text/output.ts';

/**
 * Reads `NAME=maximize`, `NAME=minimize` or `NAME`.
 *
 * @throws UsageError
 */
export function readMetric(text: string): NamedMetric {
	const sign = text.lastIndexOf('=');
	if (sign === -1) return { name: text };
	const [name, goal] = [text.slice(0, sign), text.slice(sign + 1)];
	if (name === '' || (goal !== 'maximize' && goal !== 'minimize')) {
		throw new UsageError(`--metric ${text}: write NAME=maximize or NAME=minimize.`);
	}
	return { name, goal };
}

/**
 * Reads `NAME=0.02` or `0.02`.
 *
 * @throws UsageError
 */
export function readEffect(text: string): NamedEffect {
	const sign = text.lastIndexOf('=');
	const value = Number(text.slice(sign + 1).trim() || Number.NaN);
	if (!Number.isFinite(value) || value <= 0 || sign === 0) {
		throw new UsageError(`--min-effect ${text}: write NAME=NUMBER with a number above 0, in the unit of the metric.`);
	}
	return sign === -1 ? { value } : { name: text.slice(0, sign), value };
}

/** The largest K of pass@K, as in a plan. */
const largestCount = 10_000;

/**
 * Reads `NAME=5` or `5`.
 *
 * @throws UsageError
 */
export function readCount(text: string): NamedCount {
	const sign = text.lastIndexOf('=');
	const value = Number(text.slice(sign + 1).trim() || Number.NaN);
	if (!Number.isInteger(value) || value < 1 || value > largestCount || sign === 0) {
		throw new UsageError(`--pass-at ${text}: write NAME=K with a whole number of answers to a case, from 1 to 10000.`);
	}
	return sign === -1 ? { value } : { name: text.slice(0, sign), value };
}
