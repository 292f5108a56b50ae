import { minimumDetectableEffect } from '../../statistics/power/minimum-detectable-effect.ts';
import type { Interval } from '../../statistics/descriptive/interval.ts';
import { decideEstimate, towardsGoal } from '../../statistics/decision/decide-estimate.ts';
import type { DifferenceJudgement } from '../../statistics/decision/decide-estimate.ts';
import { smallestUsefulSample } from '../../statistics/power/smallest-useful-sample.ts';
import type { FactorFinding } from './factors/factor-finding.ts';
import type { Guard } from './errors/guard-evidence.ts';
import type { RepeatsLack } from './cases/repeated-metric.ts';
import type { Measurement } from './measure-metric.ts';
import type { MetricPairs } from './cases/pair-cases.ts';
import type { PlannedMetric } from './cases/planned-metrics.ts';
import { planMore } from './plan-more.ts';
import type { DataLack, Decision } from './report/verdict-words.ts';

/** One metric of one candidate with everything a decision needs. */
export interface Evidence {
	readonly metric: PlannedMetric;
	readonly pairs: MetricPairs;
	readonly measurement: Measurement;
	/** How the factors of both sides stand; empty when a side has no runs. */
	readonly findings: readonly FactorFinding[];
	/** Where errors and missing cases are too many to leave out: what the decision rests on instead of the measurement. */
	readonly guard?: Guard | undefined;
	/** Why the plan allows no decision yet; undefined when it does. */
	readonly lookLack?: DataLack | undefined;
	/** False when a side has totals of runs only. */
	readonly hasCaseResults: boolean;
	/** Why pass@k or pass^k is not computed; undefined where it is, and for other metrics. */
	readonly repeatsLack?: RepeatsLack | undefined;
}

/** What a decision is made by. */
export interface VerdictRule {
	readonly alpha: number;
	/** After correction; null where the metric takes part in no test. */
	readonly pAdjusted: number | null;
	/** Tests that are corrected together. */
	readonly claimCount: number;
}

/** A verdict with its reason, and whether the candidate is shown to be not worse by the smallest difference that matters. */
export interface DecidedVerdict {
	readonly decision: Decision;
	readonly isNotWorse: boolean;
}

/**
 * Decides, in this order: not comparable when the dataset or the scorer differs; not enough data when there is no test or fewer
 * independent cases than a verdict may rest on; then what `decideEstimate` shows: a difference, which is unexplained where both sides
 * have the same record, or equivalence; otherwise no difference shown, with what the data cannot rule out.
 */
export function decideVerdict(evidence: Evidence, rule: VerdictRule): DecidedVerdict {
	const { findings } = evidence;
	const fatal = findings.filter(finding => finding.isFatal).map(finding => finding.factor);
	if (fatal.length > 0) return { decision: { verdict: 'not-comparable', confounders: fatal }, isNotWorse: false };
	const lack = dataLack(evidence, rule.alpha);
	if (lack !== undefined) return { decision: { verdict: 'not-enough-data', lack }, isNotWorse: false };
	const judgement = judge(evidence, rule);
	return { decision: inWords(evidence, judgement, rule), isNotWorse: judgement.isNotWorse };
}

function judge({ metric, measurement, guard }: Evidence, { alpha, pAdjusted, claimCount }: VerdictRule): DifferenceJudgement {
	const { delta, ci, margin_ci: marginInterval, p, effectiveCount, marginIntervalAt } = measurement;
	return decideEstimate(
		{
			estimate: delta ?? 0,
			effectiveCount,
			...(guard === undefined
				? { interval: ci, gateInterval: marginInterval, p }
				: { interval: guard.interval, gateInterval: guard.marginInterval, p: guard.p }),
		},
		{ alpha, goal: metric.goal, margin: metric.minEffect, correctedP: pAdjusted ?? undefined, claimCount },
		guard?.marginIntervalAt ?? marginIntervalAt,
	);
}

function inWords(evidence: Evidence, judgement: DifferenceJudgement, rule: VerdictRule): Decision {
	const { metric, measurement, guard } = evidence;
	if (judgement.isDifferent) return differentBy(evidence, judgement);
	if (judgement.isEquivalent && metric.minEffect !== undefined) return { verdict: 'equivalent', within: metric.minEffect };
	const open = towardsGoal(guard === undefined ? measurement.ci : guard.interval, metric.goal);
	const isIdentical = measurement.ties > 0 && measurement.wins === 0 && measurement.losses === 0;
	return {
		verdict: 'no-difference-shown',
		identicalCases: isIdentical ? measurement.ties : undefined,
		notWorseBy: judgement.isNotWorse ? ruledOutLoss(metric.minEffect, open) : undefined,
		open,
		isGuarded: guard !== undefined,
		more: planMore(evidence, rule),
	};
}

/**
 * δ, where the printed interval excludes a loss of that size as well: one-sided it is shown a little earlier, and “not worse by 0.05; could
 * be 0.055 worse” is understood by nobody.
 */
function ruledOutLoss(minEffect: number | undefined, open: Interval | null): number | undefined {
	return minEffect !== undefined && open !== null && open[0] > -minEffect ? minEffect : undefined;
}

/** A difference that is shown, and where it may come from. */
function differentBy({ metric, findings }: Evidence, { isBetter, isSmallerThanMargin }: DifferenceJudgement): Decision {
	const confounders = findings.filter(finding => finding.status === 'confounder').map(finding => finding.factor);
	// Of result files nobody may know the prompt; then there is no record that could be the same.
	const isPromptKnown = findings.some(({ factor, status }) => factor === 'prompt' && status !== 'unknown');
	const hasSameRecord = isPromptKnown && confounders.length === 0 && findings.every(finding => finding.status !== 'expected');
	if (hasSameRecord) return { verdict: 'differs-unexplained' };
	const lessThan = isSmallerThanMargin ? metric.minEffect : undefined;
	return { verdict: isBetter ? 'improved' : 'regressed', confounders, lessThan };
}

/** Whether the data show a difference, whatever it is called. */
export function isShownDifferent(evidence: Evidence, rule: VerdictRule): boolean {
	return dataLack(evidence, rule.alpha) === undefined && judge(evidence, rule).isDifferent;
}

/** True when the metric may take part in a family of tests: it has a p-value and a verdict is possible. */
export function isTestable(evidence: Evidence, alpha: number): boolean {
	return evidence.findings.every(finding => !finding.isFatal) && dataLack(evidence, alpha) === undefined;
}

/** The smallest difference that as much data shows with power 0.8; null where there is no standard error. */
export function detectableEffect({ measurement: { standardError } }: Evidence, alpha: number): number | null {
	return standardError === null ? null : minimumDetectableEffect(standardError, alpha);
}

function dataLack(evidence: Evidence, alpha: number): DataLack | undefined {
	const { findings, lookLack, repeatsLack } = evidence;
	if (findings.length === 0) return { kind: 'no-runs' };
	return lookLack ?? repeatsLack ?? caseLack(evidence, alpha);
}

function caseLack({ pairs, measurement, hasCaseResults }: Evidence, alpha: number): DataLack | undefined {
	if (measurement.baseline === null || measurement.value === null) return { kind: hasCaseResults ? 'no-value' : 'no-case-results' };
	if (!hasCaseResults) return { kind: 'no-case-results' };
	if (pairs.baseline.length === 0 && pairs.hasGroups) return { kind: 'no-pairs-in-groups' };
	const needed = smallestUsefulSample(alpha);
	// Groups of equal size count as whole ones; the sum of squares may leave them a rounding error short.
	if (measurement.effectiveCount + 1e-9 < needed) return fewCases(pairs, measurement, needed);
	return measurement.p === null || measurement.ci === null ? { kind: 'no-test' } : undefined;
}

function fewCases({ clusters }: MetricPairs, { effectiveCount }: Measurement, needed: number): DataLack {
	const count = clusters === undefined ? effectiveCount : new Set(clusters).size;
	return { kind: 'few-cases', count, countsAs: effectiveCount, needed, areClusters: clusters !== undefined };
}
