import { errorScore } from '../run/error-score.ts';
import type { Experiment } from './experiment.ts';

/** A declared metric whose errors are left out although the plan gives them a score. */
export interface MetricWithoutWorst {
	readonly name: string;
	readonly reason: 'less-is-better' | 'unbounded';
}

/**
 * The metrics for which the plan scores answers in error and does not say how: less is better or scores leave [0, 1], and no worst score is
 * declared. None with `errors: drop`.
 *
 * @param valuesOf - Scores or means of a metric that are known, which may be none.
 */
export function metricsWithoutWorst(
	{ decision, metrics }: Pick<Experiment, 'decision' | 'metrics'>,
	valuesOf: (metric: string) => readonly number[],
): readonly MetricWithoutWorst[] {
	if (decision.errors === 'drop') return [];
	return Object.entries(metrics).flatMap(([name, { goal, worst, min_effect: effect = 0 }]) => {
		// A difference of more than 1 can only matter where scores go further than from 0 to 1.
		const isShare = effect <= 1 && valuesOf(name).every(value => value >= 0 && value <= 1);
		if (errorScore(decision.errors, { goal, worst, isShare }) !== undefined) return [];
		return [{ name, reason: goal === 'minimize' ? ('less-is-better' as const) : ('unbounded' as const) }];
	});
}
