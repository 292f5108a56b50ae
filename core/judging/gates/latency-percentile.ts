import { smallestUsefulSample } from '../../statistics/power/smallest-useful-sample.ts';
import { minimumDetectableEffect } from '../../statistics/power/minimum-detectable-effect.ts';
import { casesToBound, percentileInterval, percentileOf, standardErrorOf } from '../../statistics/descriptive/percentile.ts';
import { latencyShare } from '../../formats/config/gates/gate-rule.ts';
import { boundsOf, decideBound, findingOf, keepsBound, roundObserved, thresholdOf } from './parts/bound-words.ts';
import type { Bound } from './parts/bound-words.ts';
import { decisionRule, withPlan } from './parts/decision-rule.ts';
import { sideOf } from './parts/production-sides.ts';
import { errorDoubt, withDoubt } from './parts/error-doubt.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import { gatedMetric } from './parts/gated-metric.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { decideByWorstRun, hasTotals, totalsOf } from './parts/run-totals.ts';
import { withoutMetric, withoutRuns } from './parts/without-data.ts';

/**
 * Holds a bound against a latency percentile such as `latency_ms_p95`: over all answers in samples.jsonl, decided on an interval from their
 * order; where no sample has a latency, on what `usage` of each run says, the worst run deciding.
 */
export const latencyPercentile: Gate = {
	id: 'latency-percentile',
	documentation: { example: '{metric: latency_ms_p95, max: 2000}', passes: 'The percentile of the latency stays within the bound.' },
	checksFor(requirement) {
		if (requirement.kind !== 'rule') return [];
		const { rule } = requirement;
		const share = latencyShare(rule.metric ?? '');
		if (rule.metric === undefined || share === undefined) return [];
		const question = { metric: rule.metric, share, isBare: rule.decide_on === 'value' };
		return boundsOf(rule).map(bound => ({ label: question.metric, evaluate: context => evaluate(context, { ...question, bound }) }));
	},
};

interface PercentileQuestion {
	readonly metric: string;
	readonly share: number;
	readonly isBare: boolean;
	readonly bound: Bound;
}

async function evaluate({ subject, library }: GateContext, question: PercentileQuestion): Promise<GateFinding> {
	const threshold = thresholdOf(question.bound);
	if (subject.runs.length === 0) return withoutRuns(subject, threshold);
	const side = await sideOf(subject.runs, library);
	const decision = decisionRule(subject.experiment?.experiment, [side]);
	const answers: { readonly latencyMs: number; readonly case: string }[] = [];
	for (const run of side.runs) {
		for (const sample of run.samples) {
			if (typeof sample.latency_ms === 'number') answers.push({ latencyMs: sample.latency_ms, case: sample.group ?? sample.case });
		}
	}
	if (answers.length > 0) {
		const latencies = answers.map(({ latencyMs }) => latencyMs).sort((left, right) => left - right);
		const caseCount = new Set(answers.map(answer => answer.case)).size;
		const doubt = question.isBare ? undefined : errorDoubt([side], [gatedMetric('latency_ms', {}, undefined)], 'drop');
		const finding = withDoubt(decide(latencies, caseCount, question, decision.alpha), doubt);
		return { ...withPlan(finding, decision), ...evidenceOf(subject.runs) };
	}
	const totals = totalsOf(subject.runs, ({ usage }) =>
		question.share === 0.5 ? usage?.latency_ms?.p50 : question.share === 0.95 ? usage?.latency_ms?.p95 : undefined,
	);
	return hasTotals(totals)
		? withPlan(decideByWorstRun(totals, question.bound, question.metric), decision)
		: withoutMetric(subject, question.metric, threshold);
}

function decide(
	latencies: readonly number[],
	caseCount: number,
	{ metric, share, isBare, bound }: PercentileQuestion,
	alpha: number,
): GateFinding {
	const value = percentileOf(latencies, share);
	const facts = { observed: roundObserved(value), threshold: thresholdOf(bound) };
	if (isBare) {
		const detail = 'Decided on the value alone, as configured (decide_on: value). The result may be chance.';
		return { ...facts, outcome: keepsBound(value, bound) ? 'passed' : 'failed', detail };
	}
	const interval = caseCount < smallestUsefulSample(alpha) ? undefined : percentileInterval(latencies, share, alpha, caseCount);
	if (interval === undefined) {
		const needed = Math.max(casesToBound(share, alpha), smallestUsefulSample(alpha));
		const detail = `${caseCount} ${caseCount === 1 ? 'case is' : 'cases are'} too few to bound this percentile on both sides. n = ${needed} cases would be enough.`;
		return { ...facts, outcome: 'inconclusive', detail };
	}
	const estimate = { value, interval, caseCount, detectableEffect: minimumDetectableEffect(standardErrorOf(interval, alpha), alpha) };
	const basis = latencies.length === caseCount ? `${caseCount} cases` : `${latencies.length} answers to ${caseCount} cases`;
	return findingOf(decideBound(estimate, bound), estimate, bound, { metric, alpha, basis });
}
