import { averageByCase } from '../../compare/cases/case-answers.ts';
import type { ErrorPolicy } from '../../compare/cases/case-answers.ts';
import type { CompareSideInput } from '../../compare/cases/compare-side.ts';
import { estimateMean, estimatePassRate } from '../../compare/estimate-metric.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import { hasNoSpread, mean } from '../../../statistics/descriptive/mean.ts';
import { minimumDetectableEffect } from '../../../statistics/power/minimum-detectable-effect.ts';
import type { BoundedEstimate } from '../../../statistics/bounds/regression-gate.ts';

/** A metric of one version over its cases. */
export interface CaseEstimate {
	readonly value: number;
	readonly caseCount: number;
	/** Clusters, or else cases. */
	readonly independentCount: number;
	/** Cases that are left out because every answer to them ended in an error. */
	readonly erroredCount: number;
	/** Undefined when one case, or one cluster, leaves nothing to estimate an interval from. */
	readonly bounded: BoundedEstimate | undefined;
}

/**
 * Averages the answers to each case, then the cases, as a comparison does. Cases that all passed or failed have Wilson's interval,
 * also when they were answered several times: t would give them an interval of no width, and ten of ten would prove perfection.
 * Undefined when no case has a value.
 */
export function estimateCases(
	side: CompareSideInput,
	metric: PlannedMetric,
	{ alpha, errors }: { readonly alpha: number; readonly errors: ErrorPolicy },
): CaseEstimate | undefined {
	const cases = [...averageByCase(side, [metric], errors)];
	const scored = cases.flatMap(([id, answers]) => {
		const score = answers.scores.get(metric.name);
		return score === undefined
			? []
			: [{ value: score.mean, cluster: answers.group === undefined ? `case ${id}` : `group ${answers.group}` }];
	});
	if (scored.length === 0) return undefined;
	const values = scored.map(({ value }) => value);
	const clusters = scored.map(({ cluster }) => cluster);
	const independentCount = new Set(clusters).size;
	const isClustered = independentCount < scored.length;
	const isPassFail = metric.family === 'declared' && values.every(value => value === 0 || value === 1);
	const bounded =
		isPassFail && (!isClustered || hasNoSpread(values))
			? passRate(values, independentCount, alpha)
			: meanOf(values, isClustered ? clusters : undefined, alpha);
	return {
		value: mean(values),
		caseCount: scored.length,
		independentCount,
		erroredCount: cases.filter(([, { errorCount, scores }]) => errorCount > 0 && !scores.has(metric.name)).length,
		bounded,
	};
}

function meanOf(values: readonly number[], clusters: readonly string[] | undefined, alpha: number): BoundedEstimate | undefined {
	const estimate = estimateMean(values, alpha, clusters);
	if (estimate === null || estimate.ci === null || estimate.se === null) return undefined;
	return {
		value: estimate.mean,
		interval: estimate.ci,
		caseCount: values.length,
		detectableEffect: minimumDetectableEffect(estimate.se, alpha),
	};
}

/** Of cases in groups that all agree, one of each group counts: the others say nothing new. */
function passRate(values: readonly number[], independentCount: number, alpha: number): BoundedEstimate | undefined {
	const counted = values.slice(0, independentCount);
	const estimate = estimatePassRate(counted, alpha);
	if (estimate === null || estimate.ci === null) return undefined;
	return {
		value: estimate.mean,
		interval: estimate.ci,
		caseCount: counted.length,
		detectableEffect: minimumDetectableEffect(passRateError(counted), alpha),
	};
}

/**
 * Standard error of a pass rate with two passes and two failures added, so that ten of ten does not claim to know it exactly.
 *
 * Source: A. Agresti and B. A. Coull (1998), The American Statistician 52(2), 119–126.
 */
function passRateError(values: readonly number[]): number {
	const total = values.length + 4;
	const rate = (values.filter(value => value === 1).length + 2) / total;
	return Math.sqrt((rate * (1 - rate)) / total);
}
