import { answerValues } from '../../compare/cases/answer-values.ts';
import type { CompareSideInput } from '../../compare/cases/compare-side.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import { scoreRange } from '../../compare/cases/score-range.ts';
import type { Interval } from '../../../statistics/descriptive/interval.ts';

/** How far the scores of a declared metric go, as far as a bound on one version may rest on it; undefined for what was merely measured. */
export function boundRange(sides: readonly CompareSideInput[], metric: PlannedMetric): Interval | undefined {
	return metric.family === 'declared' && metric.source === 'samples' ? scoreRange(answerValues(sides, metric), undefined) : undefined;
}
