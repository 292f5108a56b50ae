import type { Comparison, Interval, MetricComparison, Verdict } from '../../../core/judging/compare/comparison.ts';

/** One line of a forest plot. */
export interface ForestRow {
	readonly label: string;
	/** Cases that were compared. */
	readonly count: number;
	readonly metric: MetricComparison;
	readonly verdict: Verdict;
	/** Difference and interval in units of the row's own δ, better above 0. */
	readonly estimate: number;
	readonly interval: Interval;
}

/** What a forest plot shows, and the metrics that it cannot show. */
export interface ForestRows {
	readonly rows: readonly ForestRow[];
	/** Names of metrics without δ, which have no place on an axis of δ. */
	readonly withoutMargin: readonly string[];
}

/**
 * The metrics of one candidate and, below them, its slices. Metrics of different units share an axis only when each is measured by
 * the difference that matters of it, and turned so that better is on the right.
 */
export function forestRows({ metrics, slices }: Comparison, candidate: string): ForestRows {
	const own = metrics.filter(metric => metric.candidate === candidate && metric.ci !== null);
	const ofSlices = slices.flatMap(({ column, value, n, metrics: rows }) =>
		rows
			.filter(metric => metric.candidate === candidate)
			.flatMap(metric => forestRow(metric, `${metric.name} · ${column} = ${value}`, n)),
	);
	return {
		rows: [...own.flatMap(metric => forestRow(metric, metric.name, metric.pairs)), ...ofSlices],
		withoutMargin: own.filter(metric => metric.min_effect === null).map(({ name }) => name),
	};
}

function forestRow(metric: MetricComparison, label: string, count: number): ForestRow[] {
	const { delta, ci, min_effect: margin, goal, verdict } = metric;
	if (delta === null || ci === null || margin === null) return [];
	const sign = goal === 'maximize' ? 1 : -1;
	const [one, other] = [(sign * ci[0]) / margin, (sign * ci[1]) / margin];
	return [
		{
			label,
			count,
			metric,
			verdict,
			estimate: (sign * delta) / margin,
			interval: [Math.min(one, other), Math.max(one, other)],
		},
	];
}
