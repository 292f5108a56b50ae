import { averageByCase } from '../../compare/cases/case-answers.ts';
import { pairCases } from '../../compare/cases/pair-cases.ts';
import type { MetricPairs } from '../../compare/cases/pair-cases.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import type { BoundedEstimate } from '../../../statistics/bounds/regression-gate.ts';
import { estimateDifference } from '../../../statistics/decision/estimate-difference.ts';
import { boundedEstimate, countWords } from './bounded-estimate.ts';
import type { GateDecision } from './decision-rule.ts';
import type { ProductionSides } from './production-sides.ts';

/** How a metric of the version differs from that of the one in Production, case by case. */
export interface ProductionDifference {
	/** The version minus the one in Production. */
	readonly value: number;
	readonly caseCount: number;
	/** What decisions count: cases or groups. */
	readonly noun: 'case' | 'group';
	/** How many they are, in words. */
	readonly units: string;
	/** Case means of both, for what they say of the unit. */
	readonly sides: Pick<MetricPairs, 'baseline' | 'candidate'>;
	/** Undefined when the cases are too few to decide on. */
	readonly bounded: BoundedEstimate | undefined;
}

/** Compares the cases that both versions have a value for, by the method that fits the data. Undefined when there are none. */
export function productionDifference(
	{ baseline, candidate }: ProductionSides,
	metric: PlannedMetric,
	{ alpha, errors }: GateDecision,
): ProductionDifference | undefined {
	const [before, after] = [baseline, candidate].map(side => averageByCase(side, [metric], errors));
	if (before === undefined || after === undefined) return undefined;
	const pairs = pairCases(before, after, metric);
	const caseCount = pairs.baseline.length;
	if (caseCount === 0) return undefined;
	const found = estimateDifference(pairs, { alpha });
	const noun = pairs.clusters === undefined ? 'case' : 'group';
	return {
		value: found.estimate,
		caseCount,
		noun,
		sides: pairs,
		units: countWords(found.effectiveCount, pairs.clusters === undefined ? caseCount : new Set(pairs.clusters).size, noun),
		bounded: boundedEstimate(found, caseCount, alpha),
	};
}
