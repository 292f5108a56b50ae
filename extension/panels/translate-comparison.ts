import type { Comparison } from '../../core/judging/compare/comparison.ts';
import type { Translate } from '../../io/create-translate.ts';

/** A comparison as the reader sees it: verdicts, comparability and footnote in their language. Exports stay English. */
export function translateComparison(comparison: Comparison, translate: Translate): Comparison {
	const { agreement, warnings } = comparison;
	return {
		...comparison,
		comparability: translate(comparison.comparability),
		reservations: comparison.reservations.map(translate),
		metrics: comparison.metrics.map(metric => ({ ...metric, words: translate(metric.words) })),
		slices: comparison.slices.map(slice => ({
			...slice,
			metrics: slice.metrics.map(metric => ({ ...metric, words: translate(metric.words) })),
		})),
		worst_slices: comparison.worst_slices.map(worst => ({ ...worst, words: translate(worst.words) })),
		confounders: comparison.confounders.map(confounder => ({
			...confounder,
			baseline: translate(confounder.baseline),
			candidateValue: translate(confounder.candidateValue),
		})),
		footnote: comparison.footnote.split(' · ').map(translate).join(' · '),
		...(agreement === undefined ? {} : { agreement: { ...agreement, words: translate(agreement.words) } }),
		...(warnings === undefined ? {} : { warnings: warnings.map(translate) }),
	};
}
