import type { MetricComparison } from '../../../core/judging/compare/comparison.ts';
import type { Page } from '../view/page.ts';
import { shortName } from '../view/page.ts';
import { sortMetrics } from './sort-metrics.ts';

/** The heading of one candidate's rows, with all its metrics, whether they are shown or not. */
export interface GroupLine {
	readonly kind: 'group';
	readonly candidate: string;
	readonly metrics: readonly MetricComparison[];
}

/** One row of the table of verdicts. */
export type TableLine = GroupLine | { readonly kind: 'metric'; readonly metric: MetricComparison };

/**
 * The rows of the table in order: candidate by candidate, pinned metrics first, then in the order the reader asked for, without
 * what is hidden or does not contain the words searched for. A candidate alone needs no heading, one without a row gets none.
 */
export function tableLines({ comparison, view }: Page): readonly TableLine[] {
	const pinned = new Set(view.pinnedMetrics);
	const hidden = new Set(view.hiddenMetrics);
	const wanted = view.metricSearch.trim().toLowerCase();
	const byCandidate = new Map<string, MetricComparison[]>(comparison.candidates.map(candidate => [candidate, []]));
	for (const metric of comparison.metrics) byCandidate.get(metric.candidate)?.push(metric);
	return Array.from(byCandidate, ([candidate, metrics]): readonly TableLine[] => {
		const name = wanted === '' ? '' : shortName(comparison, candidate);
		const shown = metrics.filter(
			metric => !hidden.has(metric.name) && `${metric.name} ${name} ${metric.words}`.toLowerCase().includes(wanted),
		);
		if (shown.length === 0) return [];
		const sorted = sortMetrics(shown, view.sort);
		const ordered = [...sorted.filter(metric => pinned.has(metric.name)), ...sorted.filter(metric => !pinned.has(metric.name))];
		const lines = ordered.map((metric): TableLine => ({ kind: 'metric', metric }));
		return byCandidate.size > 1 ? [{ kind: 'group', candidate, metrics }, ...lines] : lines;
	}).flat();
}
