import { roundCountUp } from '../../../statistics/power/round-count-up.ts';
import type { CasesRange } from '../../../statistics/power/plan-sample.ts';

/** What would show δ, beside what there is. */
export interface MoreData {
	/** Cases in all with as many answers to each as now: the number to plan for, between the ends of an 80 % interval. */
	readonly cases: CasesRange;
	/** Cases there are. */
	readonly present: number;
	/** More answers to each case instead; null when no number would do, or nothing was answered twice. */
	readonly moreSeeds: number | null;
	/** Which of the two costs less, counted in answers. */
	readonly cheaper: 'more-cases' | 'more-seeds';
}

/** `about 30 to 80 more cases would tell`, or `about 4 more seeds would tell`. */
export function moreWords({ cases, present, moreSeeds, cheaper }: MoreData): readonly string[] {
	if (cheaper === 'more-seeds' && moreSeeds !== null)
		return [`about ${roundCountUp(moreSeeds)} more ${moreSeeds === 1 ? 'seed' : 'seeds'} would tell`];
	if (cases.planned === null) return [];
	const low = roundCountUp(Math.max(1, (cases.low ?? cases.planned) - present));
	if (cases.high === null) return [`about ${low} more cases or many more would tell`];
	const high = roundCountUp(cases.high - present);
	return [low >= high ? `about ${high} more cases would tell` : `about ${low} to ${high} more cases would tell`];
}
