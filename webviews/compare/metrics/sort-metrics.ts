import type { MetricComparison, Verdict } from '../../../core/judging/compare/comparison.ts';
import type { SortColumn, ViewState } from '../view/view-state.ts';

/** From what to act on to what to leave alone. */
const verdictOrder: readonly Verdict[] = [
	'regressed',
	'improved',
	'differs-unexplained',
	'not-enough-data',
	'no-difference-shown',
	'equivalent',
	'not-comparable',
];

/** Rows in the order the reader asked for; what has no value goes last in either direction. */
export function sortMetrics(metrics: readonly MetricComparison[], sort: ViewState['sort']): readonly MetricComparison[] {
	if (sort === undefined) return metrics;
	const sign = sort.isDescending ? -1 : 1;
	return metrics.toSorted((a, b) => {
		const [keyA, keyB] = [sortKey(a, sort.column), sortKey(b, sort.column)];
		if (keyA === null || keyB === null) return Number(keyA === null) - Number(keyB === null);
		return sign * (typeof keyA === 'string' ? keyA.localeCompare(String(keyB)) : keyA - Number(keyB));
	});
}

/** Differences are sorted by their size relative to the baseline: absolute ones of different units have no order. */
function sortKey(metric: MetricComparison, column: SortColumn): string | number | null {
	switch (column) {
		case 'metric':
			return metric.name;
		case 'baseline':
			return metric.baseline?.mean ?? null;
		case 'value':
			return metric.value?.mean ?? null;
		case 'difference':
			return metric.relative;
		case 'p':
			return metric.p_adjusted;
		case 'verdict':
			return verdictOrder.indexOf(metric.verdict);
	}
}
