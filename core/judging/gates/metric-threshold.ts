import { formatMetric } from '../compare/report/format-metric.ts';
import { mean } from '../../statistics/descriptive/mean.ts';
import { latencyShare } from '../../formats/config/gates/gate-rule.ts';
import type { GateRule } from '../../formats/config/gates/gate-rule.ts';
import { boundsOf, keepsBound, roundObserved, thresholdOf } from './parts/bound-words.ts';
import type { Bound } from './parts/bound-words.ts';
import { estimateCases } from './parts/case-estimate.ts';
import { decisionRule, withPlan } from './parts/decision-rule.ts';
import { errorDoubt, withDoubt } from './parts/error-doubt.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { gatedMetric } from './parts/gated-metric.ts';
import { judgeThreshold } from './parts/judge-threshold.ts';
import { sideOf } from './parts/production-sides.ts';
import { totalsOf } from './parts/run-totals.ts';
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
			label: metric,
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
export async function evaluateBound({ subject, library }: GateContext, { metric, bound, rule }: BoundQuestion): Promise<GateFinding> {
	const threshold = thresholdOf(bound);
	if (subject.runs.length === 0) return withoutRuns(subject, threshold);
	const experiment = subject.experiment?.experiment;
	const side = await sideOf(subject.runs, library);
	const decision = decisionRule(experiment, [side]);
	const planned = gatedMetric(metric, rule, experiment);
	const estimate = estimateCases(side, planned, decision);
	const evidence = evidenceOf(subject.runs);
	const isBare = rule.decide_on === 'value';
	if (estimate === undefined) {
		const totals = totalsOf(subject.runs, ({ metrics }) => (Object.hasOwn(metrics, metric) ? metrics[metric] : undefined));
		if (totals.length === 0) return { ...withoutMetric(subject, metric, threshold), ...evidence };
		const total = mean(totals.map(({ value }) => value));
		return { ...(isBare ? withPlan(decideBare(total, bound, metric), decision) : onlyTotals(total, bound, metric)), ...evidence };
	}
	if (isBare) return { ...withPlan(decideBare(estimate.value, bound, metric), decision), ...evidence };
	const doubt = errorDoubt([side], [planned], decision.errors);
	const finding = withPlan(judgeThreshold(estimate, { metric, bound, alpha: decision.alpha }), decision);
	return { ...withDoubt(finding, doubt), ...evidence };
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
