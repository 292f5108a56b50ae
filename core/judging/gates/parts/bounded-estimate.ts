import type { BoundedEstimate } from '../../../statistics/bounds/regression-gate.ts';
import type { Estimate } from '../../../statistics/decision/estimate.ts';
import { standardErrorOf } from '../../../statistics/descriptive/percentile.ts';
import { minimumDetectableEffect } from '../../../statistics/power/minimum-detectable-effect.ts';
import { smallestUsefulSample } from '../../../statistics/power/smallest-useful-sample.ts';

/**
 * An estimate as a gate holds it against a bound: with the interval whose ends each keep their error rate. Undefined without one,
 * and for fewer effective cases or groups than a decision may rest on.
 */
export function boundedEstimate(
	{ estimate, gateInterval, effectiveCount }: Estimate,
	caseCount: number,
	alpha: number,
): BoundedEstimate | undefined {
	// Groups of equal size count as whole ones; the sum of squares may leave them a rounding error short.
	if (gateInterval === null || effectiveCount + 1e-9 < smallestUsefulSample(alpha)) return undefined;
	return {
		value: estimate,
		interval: gateInterval,
		caseCount,
		detectableEffect: minimumDetectableEffect(standardErrorOf(gateInterval, alpha), alpha),
	};
}

/** What makes an estimate too small to decide on: `4 groups`, or `20 groups that count as 3.4`. */
export function countWords(effectiveCount: number, count: number, noun: 'case' | 'group'): string {
	const words = `${count} ${noun}${count === 1 ? '' : 's'}`;
	return count - effectiveCount < 0.05 ? words : `${words} of unequal size that count as ${effectiveCount.toFixed(1)}`;
}
