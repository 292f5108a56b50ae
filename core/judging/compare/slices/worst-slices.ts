import type { ComparisonSlice, MetricComparison, WorstSlice } from '../comparison.ts';
import { formatDelta, formatDeltaInterval } from '../report/format-metric.ts';
import { verdictNames } from '../report/verdict-words.ts';

/**
 * For each column and candidate the slice in which the primary metric, or the first one, fares worst, of those with enough cases for a
 * verdict. Where none has enough, that is said instead.
 */
export function worstSlices(slices: readonly ComparisonSlice[]): readonly WorstSlice[] {
	const columns = [...new Set(slices.map(({ column }) => column))];
	const candidates = [...new Set(slices.flatMap(({ metrics }) => metrics.map(({ candidate }) => candidate)))];
	return columns.flatMap(column =>
		candidates.flatMap(candidate => {
			const own = slices.filter(slice => slice.column === column).flatMap(slice => sliceRow(slice, candidate));
			const [first] = own;
			return first === undefined ? [] : [worstOf(own, first, candidates.length > 1)];
		}),
	);
}

interface SliceRow {
	readonly slice: ComparisonSlice;
	readonly metric: MetricComparison;
}

function sliceRow(slice: ComparisonSlice, candidate: string): readonly SliceRow[] {
	const own = slice.metrics.filter(metric => metric.candidate === candidate);
	const metric = own.find(({ primary }) => primary) ?? own[0];
	return metric === undefined ? [] : [{ slice, metric }];
}

function worstOf(rows: readonly SliceRow[], first: SliceRow, isCandidateNamed: boolean): WorstSlice {
	const { name, candidate } = first.metric;
	const { column } = first.slice;
	const of = isCandidateNamed ? ` of ${candidate}` : '';
	const decided = rows.filter(({ metric }) => metric.verdict !== 'not-enough-data' && metric.verdict !== 'not-comparable');
	const worst = decided.reduce<SliceRow | undefined>(
		(found, row) => (found === undefined || gain(row) < gain(found) ? row : found),
		undefined,
	);
	if (worst === undefined) {
		const words = `${isCandidateNamed ? `Of ${candidate}, no` : 'No'} slice by ${column} has enough data for a verdict on ${name}.`;
		return { candidate, column, value: null, metric: name, words };
	}
	const { slice, metric } = worst;
	const interval = metric.ci === null ? '' : `, interval ${formatDeltaInterval(name, metric.ci)}`;
	const difference = metric.delta === null ? '' : ` ${formatDelta(name, metric.delta)}`;
	const words = `The worst slice by ${column}${of} is ${slice.value}: ${name}${difference} on ${slice.n} cases${interval}. ${verdictNames[metric.verdict]}.`;
	return { candidate, column, value: slice.value, metric: name, words };
}

/** The difference in the direction that is better. */
function gain({ metric: { delta, goal } }: SliceRow): number {
	return delta === null ? Infinity : goal === 'maximize' ? delta : -delta;
}
