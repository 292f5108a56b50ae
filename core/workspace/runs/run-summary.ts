import type { Experiment, MetricGoal } from '../../formats/experiment/experiment.ts';
import { mean } from '../../statistics/descriptive/mean.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { ownValue } from '../../base/own-value.ts';

/** What the runs of one variant come to. */
export interface VariantSummary {
	readonly variant: string;
	readonly isBaseline: boolean;
	/** All runs, whatever became of them. */
	readonly runCount: number;
	/** Runs that failed or were cancelled. They count in nothing else. */
	readonly unfinishedCount: number;
	/** Mean of the primary metric over completed runs, in its own unit; undefined when none has it. */
	readonly primaryMean: number | undefined;
}

/**
 * What the runs of an experiment come to, for trees and code lenses. Means of means, without a test: a reading aid. Whether a
 * difference is real, only a comparison decides.
 */
export interface RunSummary {
	readonly runCount: number;
	/** The declared primary metric, or the only one there is. */
	readonly primaryMetric: { readonly name: string; readonly goal: MetricGoal } | undefined;
	/** Declared variants in order of declaration, then others that have runs, by name. */
	readonly variants: readonly VariantSummary[];
	/** The variant with the best mean of the primary metric; the earlier one when equal. */
	readonly bestVariant: VariantSummary | undefined;
	/** The best candidate's mean minus the baseline's; undefined without a baseline or without values on both sides. */
	readonly primaryDelta: { readonly variant: string; readonly delta: number } | undefined;
	/** `started_at` of the newest run. */
	readonly lastRunAt: string | undefined;
}

/**
 * Summarises the runs of one experiment.
 *
 * @param uncounted - Ids of runs in whose place others count, see settle-runs.ts: they are counted as runs and in no mean.
 */
export function summarizeRuns(experiment: Experiment, runs: readonly RunRecord[], uncounted: ReadonlySet<string> = new Set()): RunSummary {
	const primary = primaryMetric(experiment);
	const declared = Object.keys(experiment.variants);
	const others = new Set(runs.map(run => run.variant).filter(variant => !declared.includes(variant)));
	const variants = [...declared, ...[...others].sort()].map(variant =>
		summarizeVariant(
			variant,
			experiment,
			runs.filter(run => run.variant === variant),
			uncounted,
		),
	);
	const baseline = variants.find(variant => variant.isBaseline);
	const bestCandidate = best(
		variants.filter(variant => variant !== baseline),
		primary?.goal,
	);
	return {
		runCount: runs.length,
		primaryMetric: primary,
		variants,
		bestVariant: best(variants, primary?.goal),
		primaryDelta:
			baseline?.primaryMean === undefined || bestCandidate?.primaryMean === undefined
				? undefined
				: { variant: bestCandidate.variant, delta: bestCandidate.primaryMean - baseline.primaryMean },
		lastRunAt: newestStart(runs),
	};
}

/** What the runs of one prompt version come to, over all experiments, for the line above the prompt. */
export interface PromptRunSummary {
	readonly runCount: number;
	/** The metric most of the prompt's experiments are about, and its best mean over the runs of one variant. */
	readonly best: { readonly metric: string; readonly mean: number } | undefined;
	readonly lastRunAt: string | undefined;
}

/** Summarises the runs of one prompt version. `experiments` are those the runs belong to; others do no harm. `uncounted` as for one experiment. */
export function summarizePromptRuns(
	experiments: readonly Experiment[],
	runs: readonly RunRecord[],
	uncounted: ReadonlySet<string> = new Set(),
): PromptRunSummary {
	const found = experiments.flatMap(experiment => {
		const own = runs.filter(run => run.experiment === experiment.id);
		const { primaryMetric: metric, bestVariant } = summarizeRuns(experiment, own, uncounted);
		return metric === undefined || bestVariant?.primaryMean === undefined
			? []
			: [{ metric: metric.name, goal: metric.goal, mean: bestVariant.primaryMean }];
	});
	const metric = mostFrequent(found.map(entry => entry.metric));
	const candidates = found.filter(entry => entry.metric === metric);
	const first = candidates[0];
	const values = candidates.map(entry => entry.mean);
	return {
		runCount: runs.length,
		best:
			first === undefined
				? undefined
				: { metric: first.metric, mean: first.goal === 'maximize' ? Math.max(...values) : Math.min(...values) },
		lastRunAt: newestStart(runs),
	};
}

/** The metric an experiment is about: the one declared primary, or the only one there is. */
export function primaryMetric(experiment: Experiment): { readonly name: string; readonly goal: MetricGoal } | undefined {
	const metrics = Object.entries(experiment.metrics);
	const [name, metric] = metrics.find(([, each]) => each.primary) ?? (metrics.length === 1 ? metrics[0] : undefined) ?? [];
	return name === undefined || metric === undefined ? undefined : { name, goal: metric.goal };
}

function summarizeVariant(
	variant: string,
	experiment: Experiment,
	runs: readonly RunRecord[],
	uncounted: ReadonlySet<string>,
): VariantSummary {
	const primary = primaryMetric(experiment)?.name;
	const completed = runs.filter(run => run.status === 'completed');
	const values =
		primary === undefined ? [] : completed.flatMap(run => (uncounted.has(run.id) ? [] : (ownValue(run.metrics, primary) ?? [])));
	return {
		variant,
		isBaseline: ownValue(experiment.variants, variant)?.baseline === true,
		runCount: runs.length,
		unfinishedCount: runs.length - completed.length,
		primaryMean: values.length === 0 ? undefined : mean(values),
	};
}

function best(variants: readonly VariantSummary[], goal: MetricGoal | undefined): VariantSummary | undefined {
	let found: VariantSummary | undefined;
	for (const variant of variants) {
		const value = variant.primaryMean;
		if (value === undefined) continue;
		const leader = found?.primaryMean;
		if (leader === undefined || (goal === 'minimize' ? value < leader : value > leader)) found = variant;
	}
	return found;
}

function newestStart(runs: readonly RunRecord[]): string | undefined {
	return runs
		.flatMap(run => run.started_at ?? [])
		.sort()
		.at(-1);
}

function mostFrequent(names: readonly string[]): string | undefined {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].sort(([, left], [, right]) => right - left)[0]?.[0];
}
