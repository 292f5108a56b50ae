import type { Experiment, MetricGoal } from '../../../formats/experiment/experiment.ts';
import { feedbackMetric } from '../../../formats/run/feedback.ts';
import { errorOf } from '../../../formats/run/sample-error.ts';
import type { Sample } from '../../../formats/run/sample.ts';
import { repeatedName } from './repeated-metric.ts';
import type { Repeats } from './repeated-metric.ts';
import type { CompareSideInput } from './compare-side.ts';

/** A metric that is going to be compared. */
export interface PlannedMetric {
	readonly name: string;
	readonly goal: MetricGoal;
	readonly isPrimary: boolean;
	readonly minEffect: number | undefined;
	/** A smallest difference that the plan declares and that cannot be meant so, with a sentence that says why; nothing rests on it. */
	readonly unusedEffect?: { readonly value: number; readonly problem: string } | undefined;
	/**
	 * Tests are corrected within a family. What an experiment declares is one; latency and cost that happen to be recorded are
	 * another, the share of answers in error is a third, and pass@k is a fourth: otherwise measuring the time would take evidence away from the hypothesis.
	 */
	readonly family: 'declared' | 'errors' | 'recorded' | 'repeated';
	/** Where values come from: the samples, what people said of the answers, or whether they ended in an error. */
	readonly source: 'errors' | 'feedback' | 'samples';
	/** The worst score there is, as the plan declares it. */
	readonly worst?: number | undefined;
	/** For pass@k and pass^k, what they are made of. */
	readonly repeats?: Repeats | undefined;
}

/** Recorded beside the scores; less is better. */
const recordedNames = ['cost_usd', 'latency_ms'] as const;

/**
 * What to compare, primary metric first, then by name. An experiment's declared metrics; without declared ones every score there
 * is, larger being better. Then latency and cost per case, where samples carry them and they are not declared, and
 * `human_rating` where people scored answers, and `error_rate` where any answer ended in an error.
 */
export function planMetrics(sides: readonly CompareSideInput[], experiment: Experiment | undefined): readonly PlannedMetric[] {
	const isRated = hasRatings(sides);
	const declared = Object.entries(experiment?.metrics ?? {}).map(([name, metric]): PlannedMetric => ({
		name,
		goal: metric.goal,
		isPrimary: metric.primary,
		minEffect: metric.min_effect,
		worst: metric.worst,
		family: 'declared',
		source: sourceOf(name, isRated),
	}));
	const repeated = Object.entries(experiment?.metrics ?? {}).flatMap(([name, metric]) => repeatedMetrics(name, metric));
	const main = declared.length > 0 ? declared : scoreNames(sides).map(name => plainMetric(name, 'maximize', 'declared'));
	const recorded = recordedNames
		.filter(name => !main.some(metric => metric.name === name) && hasRecorded(sides, name))
		.map(name => plainMetric(name, 'minimize', 'recorded'));
	const rated = isRated && !main.some(metric => metric.name === feedbackMetric) ? [ratedMetric] : [];
	const failing = hasErrors(sides) && !main.some(metric => metric.name === errorRateMetric) ? [errorMetric] : [];
	return [...main, ...repeated, ...recorded, ...rated, ...failing].sort(
		(one, other) => Number(other.isPrimary) - Number(one.isPrimary) || (one.name < other.name ? -1 : Number(one.name > other.name)),
	);
}

/** The value of a metric in one sample: its score, or its latency or cost; undefined when the sample has none. */
export function sampleValue(sample: Sample, metric: string): number | undefined {
	if (Object.hasOwn(sample.scores, metric)) return sample.scores[metric];
	switch (metric) {
		case 'cost_usd':
			return sample.cost_usd ?? undefined;
		case 'latency_ms':
			return sample.latency_ms ?? undefined;
		default:
			return undefined;
	}
}

/** The name of the score that an answer has for a metric. */
export function scoreName({ name, repeats }: PlannedMetric): string {
	return repeats?.of ?? name;
}

/** pass@K and pass^K of a metric. For K = 1 both are the metric itself, so that one of them is enough. */
function repeatedMetrics(
	of: string,
	{ pass_at: counts = [], min_effect: minEffect }: Experiment['metrics'][string],
): readonly PlannedMetric[] {
	return [...new Set(counts)].flatMap(k =>
		(k === 1 ? (['@'] as const) : (['@', '^'] as const)).map((kind): PlannedMetric => {
			const repeats = { kind, k, of };
			return { ...plainMetric(repeatedName(repeats), 'maximize', 'repeated'), minEffect, repeats };
		}),
	);
}

function plainMetric(name: string, goal: MetricGoal, family: PlannedMetric['family']): PlannedMetric {
	return { name, goal, isPrimary: false, minEffect: undefined, family, source: 'samples' };
}

/** Whoever rates does so after the fact, so it must not take evidence away from the hypothesis. */
const ratedMetric: PlannedMetric = { ...plainMetric(feedbackMetric, 'maximize', 'recorded'), source: 'feedback' };

/** The share of answers in error. */
export const errorRateMetric = 'error_rate';

const errorMetric: PlannedMetric = { ...plainMetric(errorRateMetric, 'minimize', 'errors'), source: 'errors' };

function hasErrors(sides: readonly CompareSideInput[]): boolean {
	return sides.some(({ runs }) => runs.some(({ samples }) => samples.some(sample => errorOf(sample) !== undefined)));
}

function sourceOf(name: string, isRated: boolean): PlannedMetric['source'] {
	return isRated && name === feedbackMetric ? 'feedback' : 'samples';
}

/** True when people scored answers, and no scorer gives a score of that name: both in one mean would be on two scales. */
function hasRatings(sides: readonly CompareSideInput[]): boolean {
	const runs = sides.flatMap(side => side.runs);
	return (
		runs.some(({ feedback = [] }) => feedback.some(({ score }) => score !== undefined)) &&
		!runs.some(({ samples }) => samples.some(({ scores }) => Object.hasOwn(scores, feedbackMetric)))
	);
}

/** Names of scores in samples, and of metrics of runs that have no samples. */
function scoreNames(sides: readonly CompareSideInput[]): string[] {
	const names = new Set<string>();
	for (const { record, samples } of sides.flatMap(side => side.runs)) {
		for (const sample of samples) for (const name of Object.keys(sample.scores)) names.add(name);
		if (samples.length === 0) for (const name of Object.keys(record.metrics)) names.add(name);
	}
	return [...names];
}

function hasRecorded(sides: readonly CompareSideInput[], name: string): boolean {
	return sides.some(side => side.runs.some(run => run.samples.some(sample => sampleValue(sample, name) !== undefined)));
}
