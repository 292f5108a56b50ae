import type { MetricPairs } from './cases/pair-cases.ts';
import type { MetricComparison } from './comparison.ts';
import { formatAmount } from './report/format-metric.ts';

/** The case means of one metric on two sides. */
export interface MeasuredSides {
	readonly metric: string;
	readonly baseline: string;
	readonly candidate: string;
	readonly pairs: Pick<MetricPairs, 'baseline' | 'candidate'>;
}

/** How many times as large as fractions percents of the same quality are, with room for a real difference. */
const factors = { least: 20, most: 500 };

/**
 * A sentence where one side lies in [0, 1] and the mean of the other is about a hundred times as large: percents were compared with
 * fractions. None otherwise.
 */
export function unitReservations({ metric, baseline, candidate, pairs }: MeasuredSides): readonly string[] {
	const [small, large] = [
		{ label: baseline, values: pairs.baseline },
		{ label: candidate, values: pairs.candidate },
	].toSorted((one, other) => meanOf(one.values) - meanOf(other.values));
	if (small === undefined || large === undefined) return [];
	const most = large.values.reduce((one, value) => Math.max(one, value), 0);
	const factor = meanOf(large.values) / meanOf(small.values);
	const isHundredfold = factor >= factors.least && factor <= factors.most;
	if (!isHundredfold || most <= 1 || small.values.some(value => value < 0 || value > 1)) return [];
	return [
		`“${metric}” lies between 0 and 1 on ${small.label} and reaches ${formatAmount('', most)} on ${large.label}: one side may be in percent.`,
	];
}

/** A metric with what is doubtful about its units: a sentence of its own, and the end of its verdict. */
export function doubtUnits(metric: MetricComparison, problem: string, what: 'min_effect' | 'one side'): MetricComparison {
	const join = metric.words.includes(' · ') ? ';' : ' ·';
	return { ...metric, words: `${metric.words}${join} ${what} may be in percent`, unit_doubt: problem };
}

/** NaN without values. */
function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
