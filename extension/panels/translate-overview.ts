import type { FailureDescription } from '../../core/base/words-of-failure.ts';
import type { PromotionOverview } from '../../core/use-cases/review/promotion-overview.ts';
import type { Translate } from '../../io/create-translate.ts';

/** What stands in the way of a move, in the language of the reader. What the move would write stays as it is written. */
export function translateOverview(overview: PromotionOverview, translate: Translate): PromotionOverview {
	const { obstacles, approvals, viewer } = overview;
	const inWords = ({ what, why, action }: FailureDescription): FailureDescription => ({
		what: translate(what),
		why: translate(why),
		action: translate(action),
	});
	const { approvalObjection } = viewer;
	return {
		...overview,
		obstacles: obstacles.map(inWords),
		approvals: { ...approvals, refused: approvals.refused.map(({ review, why }) => ({ review, why: translate(why) })) },
		viewer: { ...viewer, approvalObjection: approvalObjection && inWords(approvalObjection) },
	};
}
