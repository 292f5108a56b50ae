import type { CaseComparison } from '../../../core/judging/compare/cases/case-result.ts';
import { resultOf } from './case-outcome.ts';
import type { CaseLens } from './case-outcome.ts';
import type { CaseSort } from '../view/view-state.ts';
import { ownValue } from '../../../core/base/own-value.ts';

/** Cases in the order the reader asked for; equal ones by id, what has no value last. */
export function sortCases(cases: readonly CaseComparison[], lens: CaseLens, sort: CaseSort): readonly CaseComparison[] {
	if (sort === 'case') return cases;
	const keys = new Map(cases.map(item => [item, sortKey(item, lens, sort)]));
	// What has no value has the key of infinity, and Infinity − Infinity would be no order.
	return cases.toSorted((one, other) => {
		const [left = Infinity, right = Infinity] = [keys.get(one), keys.get(other)];
		return left === right ? 0 : left - right;
	});
}

/** Smallest first; undefined where there is nothing to sort by. */
function sortKey(item: CaseComparison, lens: CaseLens, sort: Exclude<CaseSort, 'case'>): number | undefined {
	const { metric, goal, side } = lens;
	const quality = (score: number | undefined): number | undefined =>
		score === undefined ? undefined : goal === 'maximize' ? score : -score;
	const before = quality(ownValue(resultOf(item, 0)?.scores, metric));
	const after = quality(ownValue(resultOf(item, side)?.scores, metric));
	const gain = before === undefined || after === undefined ? undefined : after - before;
	switch (sort) {
		case 'loss':
			return gain;
		case 'gain':
			return gain === undefined ? undefined : -gain;
		case 'baseline':
			return before;
		case 'candidate':
			return after;
		case 'rating':
			return meanRating(item, side);
	}
}

function meanRating(item: CaseComparison, side: number): number | undefined {
	const scores = (resultOf(item, side)?.ratings ?? []).flatMap(({ score }) => score ?? []);
	return scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
