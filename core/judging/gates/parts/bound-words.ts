import { confidencePercent, formatInterval, formatMetric } from '../../compare/report/format-metric.ts';
import type { BoundDecision, BoundedEstimate } from '../../../statistics/bounds/regression-gate.ts';
import { decideLowerBound, negate } from '../../../statistics/bounds/regression-gate.ts';
import { roundCountUp } from '../../../statistics/power/round-count-up.ts';
import type { GateRule } from '../../../formats/config/gates/gate-rule.ts';
import type { GateFinding } from '../gate.ts';

/** One end of what a metric may be. */
export interface Bound {
	readonly kind: 'min' | 'max';
	readonly limit: number;
}

/** The bounds of a rule, each of which is decided on its own. */
export function boundsOf({ min, max }: Pick<GateRule, 'min' | 'max'>): readonly Bound[] {
	return [
		...(min === undefined ? [] : [{ kind: 'min', limit: min } as const]),
		...(max === undefined ? [] : [{ kind: 'max', limit: max } as const]),
	];
}

/** `>= 0.85`. */
export function thresholdOf({ kind, limit }: Bound): string {
	return `${kind === 'min' ? '>=' : '<='} ${limit}`;
}

/** True when the bare value keeps the bound. */
export function keepsBound(value: number, { kind, limit }: Bound): boolean {
	return kind === 'min' ? value >= limit : value <= limit;
}

/** Holds a bound against the interval of an estimate. */
export function decideBound(estimate: BoundedEstimate, { kind, limit }: Bound): BoundDecision {
	return kind === 'min' ? decideLowerBound(estimate, limit) : decideLowerBound(negate(estimate), -limit);
}

/** The finding of a decision, in the words of the metric: value, interval, and what would decide when that is open. */
export function findingOf(
	decision: BoundDecision,
	estimate: BoundedEstimate,
	bound: Bound,
	words: { readonly metric: string; readonly alpha: number; readonly basis: string },
): GateFinding {
	const { metric, alpha, basis } = words;
	const facts = `${formatMetric(metric, estimate.value)} on ${basis}, ${confidence(alpha)} ${formatInterval(metric, estimate.interval)}`;
	return {
		outcome: decision.outcome,
		observed: roundObserved(estimate.value),
		threshold: thresholdOf(bound),
		detail: `${facts}. ${reasonWords(decision, bound, { limit: formatMetric(metric, bound.limit), ends: endWords(metric, estimate) })}`,
	};
}

/** `95 % interval`. */
export function confidence(alpha: number): string {
	return `${confidencePercent(alpha)} % interval`;
}

/** What an open decision would take, in one sentence. */
export function neededWords({ casesNeeded }: BoundDecision): string {
	return casesNeeded === null
		? 'The value is on the bound, so no number of cases would decide.'
		: `n ≈ ${roundCountUp(casesNeeded)} cases would decide.`;
}

/** A number as it is recorded: without the noise of floating point. */
export function roundObserved(value: number): number {
	return Number(value.toPrecision(6));
}

/** What the data leave possible: `The value could be as low as 72.2 % or as high as 100.0 %.` */
function endWords(metric: string, { interval: [low, high] }: BoundedEstimate): string {
	return `The value could be as low as ${formatMetric(metric, low)} or as high as ${formatMetric(metric, high)}.`;
}

function reasonWords(decision: BoundDecision, { kind }: Bound, { limit, ends }: { readonly limit: string; readonly ends: string }): string {
	const side = kind === 'min' ? 'at least' : 'at most';
	switch (decision.outcome) {
		case 'passed':
			return `The whole interval is ${side} ${limit}.`;
		case 'failed':
			return `The whole interval is ${kind === 'min' ? 'below' : 'above'} ${limit}.`;
		case 'inconclusive':
			return `The interval includes ${limit}, so the result may be chance. ${ends} ${neededWords(decision)}`;
	}
}
