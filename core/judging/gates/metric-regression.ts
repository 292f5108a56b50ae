import { compareRuns } from '../compare/compare-runs.ts';
import type { Comparison, MetricComparison } from '../compare/comparison.ts';
import { formatDelta, formatDeltaInterval } from '../compare/report/format-metric.ts';
import { decideLowerBound, negate } from '../../statistics/bounds/regression-gate.ts';
import type { BoundedEstimate } from '../../statistics/bounds/regression-gate.ts';
import type { GateRule } from '../../formats/config/promotion-config.ts';
import { confidence, neededWords, roundObserved } from './parts/bound-words.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { gatedMetric, withOnly } from './parts/gated-metric.ts';
import { areSides, productionSides } from './parts/production-sides.ts';

/**
 * Holds `max_regression` against the interval of the difference to the version in Production, case by case as in every comparison:
 * passed when the interval ends above −margin in the direction that is better, failed when it ends below, else inconclusive.
 */
export const metricRegression: Gate = {
	id: 'metric-regression',
	documentation: {
		example: '{metric: test_pass_rate, max_regression: 0.05}',
		passes: 'The metric is at most this much worse than in Production.',
	},
	checksFor(requirement) {
		if (requirement.kind !== 'rule') return [];
		const { metric, max_regression: margin } = requirement.rule;
		if (metric === undefined || margin === undefined) return [];
		return [{ label: `${metric} regression`, evaluate: context => evaluate(context, metric, margin, requirement.rule) }];
	},
};

async function evaluate(context: GateContext, name: string, margin: number, rule: GateRule): Promise<GateFinding> {
	const threshold = `<= ${margin}`;
	const sides = await productionSides(context);
	if (!areSides(sides)) return { ...sides, threshold };
	const { experiment, baseline, candidate, holder, runs } = sides;
	const metric = gatedMetric(name, rule, experiment.experiment);
	const comparison = compareRuns({ title: name, sides: [baseline, candidate], experiment: withOnly(metric, experiment.experiment) });
	const row = comparison.metrics.find(found => found.name === name);
	const finding = row === undefined ? unmeasured(name) : judge(row, comparison, margin);
	const against = `Against ${holder.version} in ${experiment.experiment.id}`;
	return { ...finding, threshold, detail: `${against}: ${finding.detail ?? ''}`, ...evidenceOf(runs) };
}

function unmeasured(name: string): GateFinding {
	return { outcome: 'inconclusive', detail: `“${name}” was not measured on both sides.` };
}

function judge(row: MetricComparison, { alpha, comparability }: Comparison, margin: number): GateFinding {
	if (row.verdict === 'not-comparable') return { outcome: 'inconclusive', detail: `${row.words}. ${comparability}` };
	const estimate = differenceOf(row);
	if (row.verdict === 'not-enough-data' || estimate === undefined) {
		const observed = row.delta === null ? {} : { observed: regressionOf(row, row.delta) };
		return { outcome: 'inconclusive', ...observed, detail: `${row.words}.` };
	}
	const decision = decideLowerBound(row.goal === 'maximize' ? estimate : negate(estimate), -margin);
	const interval = `${confidence(alpha)} ${formatDeltaInterval(row.name, estimate.interval)}`;
	const basis = row.paired ? `${row.pairs} cases` : 'different cases';
	return {
		outcome: decision.outcome,
		observed: regressionOf(row, estimate.value),
		detail: `${formatDelta(row.name, estimate.value)} on ${basis}, ${interval}, ${row.method}. ${words[decision.outcome]}${decision.outcome === 'inconclusive' ? ` ${neededWords(decision)}` : ''}`,
	};
}

const words = {
	passed: 'The whole interval is within the margin.',
	failed: 'The whole interval is beyond the margin.',
	inconclusive: 'The interval includes the margin, so the difference may be chance.',
};

/** How much worse, positive for worse: what the threshold is about. */
function regressionOf({ goal }: MetricComparison, delta: number): number {
	return roundObserved(goal === 'maximize' ? -delta : delta) + 0;
}

function differenceOf({ delta, ci, mde, pairs, baseline, value }: MetricComparison): BoundedEstimate | undefined {
	if (delta === null) return undefined;
	const caseCount = pairs > 0 ? pairs : Math.min(baseline?.n ?? 0, value?.n ?? 0);
	return ci === null || mde === null ? undefined : { value: delta, interval: ci, caseCount, detectableEffect: mde };
}
