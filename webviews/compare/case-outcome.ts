import type { CaseComparison } from '../../core/compare/comparison.ts';
import type { MetricGoal } from '../../core/experiment/experiment.ts';
import type { CaseFilter } from './view-state.ts';

/** What happened to one case between baseline and candidate, by one metric. `unscored`: a side has no score to compare. */
export type CaseOutcome = 'improved' | 'regressed' | 'same' | 'unscored';

/** Which case, metric and sides are looked at. `side` is the candidate's index in `CaseComparison.sides`. */
export interface CaseLens {
	readonly metric: string;
	readonly goal: MetricGoal;
	readonly side: number;
}

/** Scores closer than this are equal: averaging over answers leaves rounding behind. */
const tolerance = 1e-12;

export function caseOutcome(item: CaseComparison, { metric, goal, side }: CaseLens): CaseOutcome {
	const before = item.sides[0]?.scores[metric];
	const after = item.sides[side]?.scores[metric];
	if (before === undefined || after === undefined) return 'unscored';
	const gain = goal === 'maximize' ? after - before : before - after;
	if (Math.abs(gain) <= tolerance) return 'same';
	return gain > 0 ? 'improved' : 'regressed';
}

export function hasError(item: CaseComparison, { side }: CaseLens): boolean {
	return [item.sides[0], item.sides[side]].some(result => result !== undefined && result.errors > 0);
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
	return [item.case, item.input, item.sides[0]?.output, item.sides[side]?.output].join('\n').toLowerCase();
}
