import { formatMetric } from '../compare/report/format-metric.ts';
import { mean } from '../../statistics/descriptive/mean.ts';
import { latencyShare } from '../../formats/config/gates/gate-rule.ts';
import type { GateRule } from '../../formats/config/gates/gate-rule.ts';
import { boundsOf, keepsBound, roundObserved, thresholdOf } from './parts/bound-words.ts';
import type { Bound } from './parts/bound-words.ts';
import { estimateCases } from './parts/case-estimate.ts';
import { decisionRule, withPlan } from './parts/decision-rule.ts';
import type { GateDecision } from './parts/decision-rule.ts';
import { errorDoubt, withDoubt } from './parts/error-doubt.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { CompareSideInput } from '../compare/cases/compare-side.ts';
import type { Gate, GateContext, GateFinding, GateSubject } from './gate.ts';
import { areSliced, slicedSides, sliceWords } from './parts/gated-slice.ts';
import { gatedMetric } from './parts/gated-metric.ts';
import { judgeThreshold } from './parts/judge-threshold.ts';
import { sideOf } from './parts/production-sides.ts';
import { totalsOf } from './parts/run-totals.ts';
import { boundScaleProblem, withUnits } from './parts/unit-doubt.ts';
import { withoutMetric, withoutRuns } from './parts/without-data.ts';

/**
 * Holds `min` and `max` against the interval of a metric over the cases of the version: passed when the whole interval keeps
 * the bound, failed when none of it does, else inconclusive. Cost and latency percentiles have gates of their own.
 */
export const metricThreshold: Gate = {
	id: 'metric-threshold',
	documentation: { example: '{metric: test_pass_rate, min: 0.85}', passes: 'The mean of the metric stays within `min` and `max`.' },
	checksFor(requirement) {
		if (requirement.kind !== 'rule') return [];
		const { rule } = requirement;
		const { metric } = rule;
		if (metric === undefined || metric === 'cost_usd' || latencyShare(metric) !== undefined) return [];
		return boundsOf(rule).map(bound => ({
			label: `${metric}${sliceWords(rule.slice)}`,
			evaluate: context => evaluateBound(context, { metric, bound, rule }),
		}));
	},
};

/** A bound of a metric, and the rule it stands in. */
export interface BoundQuestion {
	readonly metric: string;
	readonly bound: Bound;
	readonly rule: GateRule;
}

/** Decides a bound on the cases of the version. */
export async function evaluateBound(context: GateContext, question: BoundQuestion): Promise<GateFinding> {
	const { subject } = context;
	if (subject.runs.length === 0) return withoutRuns(subject, thresholdOf(question.bound));
	const whole = await sideOf(subject.runs, context.library);
	const sliced = await slicedSides([whole], question.rule, subject.experiment?.experiment, context);
	const evidence = evidenceOf(subject.runs);
	if (!areSliced(sliced)) return { ...sliced, threshold: thresholdOf(question.bound), ...evidence };
	const decision = decisionRule(subject.experiment?.experiment, [whole]);
	return { ...withPlan(decideOnSide(sliced[0] ?? whole, question, subject, decision), decision), ...evidence };
}

function decideOnSide(
	side: CompareSideInput,
	{ metric, bound, rule }: BoundQuestion,
	subject: GateSubject,
	decision: GateDecision,
): GateFinding {
	const threshold = thresholdOf(bound);
	const experiment = subject.experiment?.experiment;
	const planned = gatedMetric(metric, rule, experiment);
	const estimate = estimateCases(side, planned, decision);
	const isBare = rule.decide_on === 'value';
	if (estimate === undefined) {
		// What whole runs have is about other cases too.
		if (rule.slice !== undefined) return withoutMetric(subject, metric, threshold);
		const totals = totalsOf(subject.runs, ({ metrics }) => (Object.hasOwn(metrics, metric) ? metrics[metric] : undefined));
		if (totals.length === 0) return withoutMetric(subject, metric, threshold);
		const total = mean(totals.map(({ value }) => value));
		return isBare ? decideBare(total, bound, metric) : onlyTotals(total, bound, metric);
	}
	if (isBare) return decideBare(estimate.value, bound, metric);
	const doubt = errorDoubt([side], [planned], decision.errors);
	const finding = withDoubt(judgeThreshold(estimate, { metric, bound, alpha: decision.alpha }), doubt);
	return withUnits(finding, planned.family === 'declared' ? boundScaleProblem(metric, bound, estimate) : undefined);
}

/** Decides on the value alone, because the configuration says so. */
function decideBare(value: number, bound: Bound, metric: string): GateFinding {
	return {
		outcome: keepsBound(value, bound) ? 'passed' : 'failed',
		observed: roundObserved(value),
		threshold: thresholdOf(bound),
		detail: `${formatMetric(metric, value)}, decided on the value alone, as configured (decide_on: value). The result may be chance.`,
	};
}

function onlyTotals(value: number, bound: Bound, metric: string): GateFinding {
	return {
		outcome: 'inconclusive',
		observed: roundObserved(value),
		threshold: thresholdOf(bound),
		detail: `${formatMetric(metric, value)} as a run total without a value for each case, so there is no interval. Record samples.jsonl, or set “decide_on: value” to accept the value alone.`,
	};
}
