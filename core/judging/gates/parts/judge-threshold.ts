import { formatMetric } from '../../compare/report/format-metric.ts';
import { smallestUsefulSample } from '../../../statistics/power/smallest-useful-sample.ts';
import type { GateFinding } from '../gate.ts';
import { decideBound, findingOf, roundObserved, thresholdOf } from './bound-words.ts';
import type { Bound } from './bound-words.ts';
import type { CaseEstimate } from './case-estimate.ts';

/** Whether a metric over the cases of the version keeps a bound, on its interval. */
export function judgeThreshold(
	estimate: CaseEstimate,
	{ metric, bound, alpha }: { readonly metric: string; readonly bound: Bound; readonly alpha: number },
): GateFinding {
	const { bounded, noun, unitCount, units, caseCount } = estimate;
	if (bounded === undefined) {
		return {
			outcome: 'inconclusive',
			observed: roundObserved(estimate.value),
			threshold: thresholdOf(bound),
			detail: `${formatMetric(metric, estimate.value)} on ${units}: too few to decide. At least n = ${smallestUsefulSample(alpha)} ${noun}s are needed.`,
		};
	}
	const errors = estimate.erroredCount === 0 ? '' : ` (${estimate.erroredCount} with errors left out)`;
	return findingOf(decideBound(bounded, bound), bounded, bound, {
		metric,
		alpha,
		basis: `${caseCount} cases${noun === 'group' ? ` in ${unitCount} groups` : ''}${errors}`,
	});
}
