import { decideEstimate } from './decide-estimate.ts';
import type { DifferenceJudgement, DifferenceRule } from './decide-estimate.ts';
import { estimateDifference } from './estimate-difference.ts';
import type { PairedSample } from './estimate-difference.ts';
import type { Estimate } from './estimate.ts';

/** An estimate and what may be said of it. */
export type DifferenceDecision = Estimate & DifferenceJudgement;

/**
 * Decides what the data say of a difference, by the method that fits them: see `estimateDifference` and `decideEstimate`.
 *
 * @throws RangeError without cases, when both sides differ in length, for a value that is not finite, or a margin below 0.
 */
export function decideDifference(sample: PairedSample, rule: DifferenceRule): DifferenceDecision {
	const estimateAt = (alpha: number): Estimate => estimateDifference(sample, { alpha, draws: rule.draws });
	const found = estimateAt(rule.alpha);
	return { ...found, ...decideEstimate(found, rule, alpha => estimateAt(alpha).gateInterval) };
}
