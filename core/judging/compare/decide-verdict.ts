import { casesNeeded, minimumDetectableEffect } from '../../statistics/power/minimum-detectable-effect.ts';
import { smallestUsefulSample } from '../../statistics/power/smallest-useful-sample.ts';
import type { FactorFinding } from './comparability.ts';
import type { Measurement } from './measure-metric.ts';
import type { MetricPairs } from './cases/pair-cases.ts';
import type { PlannedMetric } from './cases/planned-metrics.ts';
import type { DataLack, Decision } from './report/verdict-words.ts';

/** One metric of one candidate with everything a decision needs. */
export interface Evidence {
	readonly metric: PlannedMetric;
	readonly pairs: MetricPairs;
	readonly measurement: Measurement;
	/** How the factors of both sides stand; empty when a side has no runs. */
	readonly findings: readonly FactorFinding[];
	/** False when a side has totals of runs only. */
	readonly hasCaseResults: boolean;
}

/**
 * Decides, in this order: not comparable when the dataset or the scorer differs; not enough data when there is no test or fewer
 * independent cases than a verdict may rest on; improved or regressed when the adjusted p is below alpha; not enough data when the
 * smallest detectable difference is larger than the one that matters; otherwise no difference shown.
 */
export function decideVerdict(evidence: Evidence, pAdjusted: number | null, alpha: number): Decision {
	const { metric, measurement, findings } = evidence;
	const fatal = findings.filter(finding => finding.isFatal).map(finding => finding.factor);
	if (fatal.length > 0) return { verdict: 'not-comparable', confounders: fatal };
	const lack = dataLack(evidence, alpha);
	if (lack !== undefined) return { verdict: 'not-enough-data', lack };

	const delta = measurement.delta ?? 0;
	if (pAdjusted !== null && pAdjusted < alpha && delta !== 0) {
		const isBetter = delta > 0 === (metric.goal === 'maximize');
		const confounders = findings.filter(finding => finding.status === 'confounder').map(finding => finding.factor);
		return { verdict: isBetter ? 'improved' : 'regressed', confounders };
	}
	const { cases, needed } = powerOf(evidence, alpha);
	if (needed !== null) return { verdict: 'not-enough-data', lack: { kind: 'little-power', moreCases: needed - cases } };
	const isIdentical = measurement.ties > 0 && measurement.wins === 0 && measurement.losses === 0;
	return { verdict: 'no-difference-shown', identicalCases: isIdentical ? measurement.ties : undefined };
}

/** True when the metric may take part in a family of tests: it has a p-value and a verdict is possible. */
export function isTestable(evidence: Evidence, alpha: number): boolean {
	return evidence.findings.every(finding => !finding.isFatal) && dataLack(evidence, alpha) === undefined;
}

/**
 * The smallest difference the data could have shown, and how many cases would show `min_effect`; that is null when there are
 * enough, or when no smallest effect is declared.
 */
export function powerOf(
	{ metric, pairs, measurement }: Evidence,
	alpha: number,
): { readonly mde: number | null; readonly cases: number; readonly needed: number | null } {
	const isPaired = pairs.baseline.length > 0;
	const cases = isPaired ? pairs.baseline.length : Math.min(pairs.onlyBaseline.length, pairs.onlyCandidate.length);
	const { standardError } = measurement;
	if (standardError === null) return { mde: null, cases, needed: null };
	const mde = minimumDetectableEffect(standardError, alpha);
	if (metric.minEffect === undefined || mde <= metric.minEffect) return { mde, cases, needed: null };
	const needed = casesNeeded(cases * standardError ** 2, metric.minEffect, alpha);
	return { mde, cases, needed: needed > cases ? needed : null };
}

function dataLack({ pairs, measurement, findings, hasCaseResults }: Evidence, alpha: number): DataLack | undefined {
	if (findings.length === 0) return { kind: 'no-runs' };
	if (measurement.baseline === null || measurement.value === null) return { kind: hasCaseResults ? 'no-value' : 'no-case-results' };
	if (!hasCaseResults) return { kind: 'no-case-results' };
	if (pairs.baseline.length === 0 && pairs.hasGroups) return { kind: 'no-pairs-in-groups' };
	const needed = smallestUsefulSample(alpha);
	if (measurement.independentCount < needed) {
		return { kind: 'few-cases', count: measurement.independentCount, needed, areClusters: pairs.clusters !== undefined };
	}
	return measurement.p === null ? { kind: 'no-test' } : undefined;
}
