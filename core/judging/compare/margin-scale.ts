import type { PlannedMetric } from './cases/planned-metrics.ts';
import { formatAmount } from './report/format-metric.ts';

/** What a margin is held against. */
export interface ScaledMetric extends Pick<PlannedMetric, 'goal' | 'name' | 'worst'> {
	/** Case means of every side. */
	readonly values: readonly number[];
}

/**
 * Why a margin cannot be meant as it is written: it is 1 or more, and every score lies between 0 and 1, so that no version could ever be
 * worse by it. Undefined for a margin that means something, without scores, and where the plan declares a worst score beyond 1.
 *
 * Where less is better, scores that happen to lie between 0 and 1 say little of what they may reach, as errors per answer; there only
 * passes and failures count.
 *
 * @param margin - In the unit of the metric.
 * @returns A sentence that says what to write instead.
 */
export function marginScaleProblem(margin: number, { name, goal, worst, values }: ScaledMetric): string | undefined {
	if (margin < 1 || values.length === 0 || (worst !== undefined && worst > 1)) return undefined;
	const isWithin = values.every(value => (goal === 'maximize' ? value >= 0 && value <= 1 : value === 0 || value === 1));
	if (!isWithin) return undefined;
	const amount = formatAmount('', margin);
	return `“${name}” lies between 0 and 1, so nothing can be worse by ${amount}: write ${formatAmount('', margin / 100)} for ${amount} points.`;
}

/** The metric without a smallest difference that matters where that is on another scale than the scores; nothing is equivalent by it. */
export function withSoundEffect(metric: PlannedMetric, sides: readonly (readonly number[])[]): PlannedMetric {
	if (metric.minEffect === undefined) return metric;
	const problem = marginScaleProblem(metric.minEffect, { ...metric, values: sides.flat() });
	return problem === undefined ? metric : { ...metric, minEffect: undefined, unusedEffect: { value: metric.minEffect, problem } };
}
