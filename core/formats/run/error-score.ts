/** What becomes of answers in error: left out and counted, or scored as the worst there is. `zero` is an older word for the latter. */
export type ErrorPolicy = 'drop' | 'zero' | 'worst';

/** What has to be known of a metric to score an error. */
export interface ScoredMetric {
	readonly goal: 'maximize' | 'minimize';
	/** The worst score there is, as the plan declares it. */
	readonly worst?: number | undefined;
	/** Whether every score at hand lies in [0, 1]. */
	readonly isShare: boolean;
}

/**
 * What an answer in error scores; undefined where it is left out. The one place that applies the policy: for run records, comparisons,
 * gates and reproductions alike.
 *
 * With `worst` that is the declared worst score, else 0 of a metric in [0, 1] of which more is better. Of any other metric the worst is
 * not known, and errors are left out. `zero` takes 0 for the worst score of every metric of which more is better.
 */
export function errorScore(policy: ErrorPolicy, { goal, worst, isShare }: ScoredMetric): number | undefined {
	if (policy === 'drop') return undefined;
	if (worst !== undefined && (policy === 'worst' || goal === 'maximize')) return worst;
	return goal === 'maximize' && (policy === 'zero' || isShare) ? 0 : undefined;
}
