import type { Sample } from '../run/sample.ts';
import { mean } from '../statistics/mean.ts';
import type { CompareSideInput } from './compare-side.ts';
import { sampleValue } from './planned-metrics.ts';
import type { PlannedMetric } from './planned-metrics.ts';

/** All answers of one side to one case. */
export interface CaseAnswers {
	/** Metric name to the mean over the answers that count. */
	readonly scores: ReadonlyMap<string, AveragedScore>;
	/** Answers, errors included. */
	readonly answerCount: number;
	readonly errorCount: number;
	/** The cluster the case belongs to, as its first sample says. */
	readonly group: string | undefined;
	readonly firstSample: Sample;
}

export interface AveragedScore {
	readonly mean: number;
	/** Answers behind the mean. */
	readonly answerCount: number;
}

/** What becomes of an answer that ended in an error, as the experiment declares it. */
export type ErrorPolicy = 'drop' | 'zero';

/**
 * Averages all answers of a side to each case: seeds, repeats, and a case that stands twice in one file. The case is the unit of
 * everything that follows, never the answer.
 *
 * With `zero` an error counts as a score of 0. Not so for metrics where less is better, latency and cost among them: there 0
 * would be the best score of all, and an error is left out as with `drop`.
 */
export function averageByCase(
	side: CompareSideInput,
	metrics: readonly PlannedMetric[],
	policy: ErrorPolicy,
): ReadonlyMap<string, CaseAnswers> {
	const samplesByCase = new Map<string, Sample[]>();
	for (const sample of side.runs.flatMap(run => run.samples)) {
		const samples = samplesByCase.get(sample.case);
		if (samples === undefined) samplesByCase.set(sample.case, [sample]);
		else samples.push(sample);
	}
	const cases = new Map<string, CaseAnswers>();
	for (const [caseId, samples] of samplesByCase) {
		const [firstSample] = samples;
		if (firstSample === undefined) continue;
		cases.set(caseId, {
			scores: averageScores(samples, metrics, policy),
			answerCount: samples.length,
			errorCount: samples.filter(isError).length,
			group: samples.find(sample => typeof sample.group === 'string')?.group ?? undefined,
			firstSample,
		});
	}
	return cases;
}

function averageScores(
	samples: readonly Sample[],
	metrics: readonly PlannedMetric[],
	policy: ErrorPolicy,
): ReadonlyMap<string, AveragedScore> {
	const scores = new Map<string, AveragedScore>();
	for (const metric of metrics) {
		const values = samples.flatMap(sample => countedValue(sample, metric, policy) ?? []);
		if (values.length > 0) scores.set(metric.name, { mean: mean(values), answerCount: values.length });
	}
	return scores;
}

function countedValue(sample: Sample, metric: PlannedMetric, policy: ErrorPolicy): number | undefined {
	if (!isError(sample)) return sampleValue(sample, metric.name);
	return policy === 'zero' && metric.goal === 'maximize' ? 0 : undefined;
}

/** Many tools write an empty message where there was no error. */
function isError(sample: Sample): boolean {
	return typeof sample.error === 'string' && sample.error !== '';
}
