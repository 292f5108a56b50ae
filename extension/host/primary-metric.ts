import type { Experiment, MetricGoal } from '../../core/experiment/experiment.ts';
import type { RunRecord } from '../../core/run/run-record.ts';

/** The metric an experiment is about. */
export interface PrimaryMetric {
	readonly name: string;
	readonly goal: MetricGoal;
}

/** The metric marked as primary, or the only one there is. */
export function primaryMetric(experiment: Experiment): PrimaryMetric | undefined {
	const metrics = Object.entries(experiment.metrics);
	const [name, metric] = metrics.find(([, each]) => each.primary) ?? (metrics.length === 1 ? metrics[0] : undefined) ?? [];
	return name === undefined || metric === undefined ? undefined : { name, goal: metric.goal };
}

/** Mean of a metric over the completed runs of a variant; undefined when none of them has it. A reading aid, not a verdict. */
export function meanOfVariant(runs: readonly RunRecord[], variant: string, metric: string): number | undefined {
	const values = runs.filter(run => run.variant === variant && run.status === 'completed').flatMap(run => run.metrics[metric] ?? []);
	return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far the best candidate is from the baseline, candidate minus baseline, in the unit of the metric. */
export function primaryDelta(
	experiment: Experiment,
	runs: readonly RunRecord[],
): { readonly metric: PrimaryMetric; readonly variant: string; readonly delta: number } | undefined {
	const metric = primaryMetric(experiment);
	const baseline = Object.keys(experiment.variants).find(name => experiment.variants[name]?.baseline);
	if (metric === undefined || baseline === undefined) return undefined;
	const before = meanOfVariant(runs, baseline, metric.name);
	if (before === undefined) return undefined;
	const deltas = Object.keys(experiment.variants)
		.filter(name => name !== baseline)
		.flatMap(variant => {
			const mean = meanOfVariant(runs, variant, metric.name);
			return mean === undefined ? [] : { metric, variant, delta: mean - before };
		});
	const sign = metric.goal === 'maximize' ? 1 : -1;
	return deltas.sort((one, other) => sign * (other.delta - one.delta))[0];
}
