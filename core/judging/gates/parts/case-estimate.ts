import { averageByCase } from '../../compare/cases/case-answers.ts';
import type { ErrorPolicy } from '../../../formats/run/error-score.ts';
import type { CompareSideInput } from '../../compare/cases/compare-side.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import { estimateValue } from '../../../statistics/decision/estimate-value.ts';
import type { Interval } from '../../../statistics/descriptive/interval.ts';
import type { BoundedEstimate } from '../../../statistics/bounds/regression-gate.ts';
import { boundRange } from './bound-range.ts';
import { boundedEstimate, countWords } from './bounded-estimate.ts';

/** A metric of one version over its cases. */
export interface CaseEstimate {
	readonly value: number;
	readonly caseCount: number;
	/** What decisions count: cases or groups. */
	readonly noun: 'case' | 'group';
	/** Cases, or groups. */
	readonly unitCount: number;
	/** How many they are, in words. */
	readonly units: string;
	/** Cases that are left out because every answer to them ended in an error. */
	readonly erroredCount: number;
	/** The smallest case mean. */
	readonly least: number;
	/** The largest case mean. */
	readonly most: number;
	/** What scores can be, where every answer passed or failed. */
	readonly range: Interval | undefined;
	/** Undefined when the cases are too few to decide on. */
	readonly bounded: BoundedEstimate | undefined;
}

/**
 * Averages the answers to each case, then the cases, as a comparison does, and estimates by the method that fits the data. Undefined
 * when no case has a value.
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
	const clusters = scored.map(({ cluster }) => cluster);
	const unitCount = new Set(clusters).size;
	const noun = unitCount < scored.length ? 'group' : 'case';
	const values = scored.map(({ value }) => value);
	const range = boundRange([side], metric);
	const found = estimateValue({ values, clusters, scoreRange: range }, { alpha });
	return {
		value: found.estimate,
		caseCount: scored.length,
		noun,
		unitCount,
		units: countWords(found.effectiveCount, unitCount, noun),
		erroredCount: cases.filter(([, { errorCount, scores }]) => errorCount > 0 && !scores.has(metric.name)).length,
		least: values.reduce((one, value) => Math.min(one, value), Infinity),
		most: values.reduce((one, value) => Math.max(one, value), -Infinity),
		range,
		bounded: boundedEstimate(found, scored.length, alpha),
	};
}
