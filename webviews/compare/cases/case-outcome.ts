import type { CaseComparison, CaseResult } from '../../../core/judging/compare/cases/case-result.ts';
import type { MetricGoal } from '../../../core/formats/experiment/experiment.ts';
import type { Page } from '../view/page.ts';
import { focusedCandidate, focusedMetric } from '../view/page.ts';
import type { CaseFilter } from '../view/view-state.ts';
import { ownValue } from '../../../core/base/own-value.ts';

/** What happened to one case between baseline and candidate, by one metric. `unscored`: a side has no score to compare. */
export type CaseOutcome = 'improved' | 'regressed' | 'same' | 'unscored';

/** Which case, metric and sides are looked at. `side` is the candidate's index in `CaseComparison.sides`. */
export interface CaseLens {
	readonly metric: string;
	readonly goal: MetricGoal;
	readonly side: number;
}

/** The metric and candidate the reader looks at; undefined without a metric. */
export function lensOf(page: Page): CaseLens | undefined {
	const metric = focusedMetric(page);
	if (metric === undefined) return undefined;
	const { comparison } = page;
	const goal = comparison.metrics.find(other => other.name === metric)?.goal ?? 'maximize';
	return { metric, goal, side: comparison.candidates.indexOf(focusedCandidate(page)) + 1 };
}

/** Scores closer than this are equal: averaging over answers leaves rounding behind. */
const tolerance = 1e-12;

/** What one side made of the case. Messages are JSON, which turns the undefined of a side without the case into null. */
export function resultOf(item: CaseComparison, side: number): CaseResult | undefined {
	const sides: readonly (CaseResult | undefined | null)[] = item.sides;
	return sides[side] ?? undefined;
}

export function caseOutcome(item: CaseComparison, { metric, goal, side }: CaseLens): CaseOutcome {
	const before = ownValue(resultOf(item, 0)?.scores, metric);
	const after = ownValue(resultOf(item, side)?.scores, metric);
	if (before === undefined || after === undefined) return 'unscored';
	const gain = goal === 'maximize' ? after - before : before - after;
	if (Math.abs(gain) <= tolerance) return 'same';
	return gain > 0 ? 'improved' : 'regressed';
}

export function hasError(item: CaseComparison, { side }: CaseLens): boolean {
	return [0, side].some(index => (resultOf(item, index)?.errors ?? 0) > 0);
}

/** The cases that pass the filter and contain the words searched for, upper and lower case alike. */
export function filterCases(
	cases: readonly CaseComparison[],
	lens: CaseLens,
	{ filter, search }: { readonly filter: CaseFilter; readonly search: string },
): readonly CaseComparison[] {
	const wanted = search.trim().toLowerCase();
	return cases.filter(item => matchesFilter(item, lens, filter) && (wanted === '' || searchText(item, lens).includes(wanted)));
}

function matchesFilter(item: CaseComparison, lens: CaseLens, filter: CaseFilter): boolean {
	switch (filter) {
		case 'all':
			return true;
		case 'errors':
			return hasError(item, lens);
		case 'improved':
		case 'regressed':
			return caseOutcome(item, lens) === filter;
	}
}

function searchText(item: CaseComparison, { side }: CaseLens): string {
	return [item.case, item.input, resultOf(item, 0)?.output, resultOf(item, side)?.output].join('\n').toLowerCase();
}
