import type { Feedback } from '../../../formats/run/feedback.ts';
import { errorOf } from '../../../formats/run/sample-error.ts';
import type { Sample } from '../../../formats/run/sample.ts';
import { mean } from '../../../statistics/descriptive/mean.ts';
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
	/** The run of the first sample. */
	readonly firstRun: string;
	/** What people say of any of the answers, run by run. */
	readonly ratings: readonly CaseRating[];
}

/** What one person says of the answer of one run. */
export interface CaseRating {
	readonly run: string;
	readonly feedback: Feedback;
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
	const answersByCase = new Map<string, { readonly firstRun: string; readonly samples: Sample[] }>();
	for (const { record, samples } of side.runs) {
		for (const sample of samples) {
			const answers = answersByCase.get(sample.case);
			if (answers === undefined) answersByCase.set(sample.case, { firstRun: record.id, samples: [sample] });
			else answers.samples.push(sample);
		}
	}
	const ratingsByCase = gatherRatings(side);
	const cases = new Map<string, CaseAnswers>();
	for (const [caseId, { firstRun, samples }] of answersByCase) {
		const [firstSample] = samples;
		if (firstSample === undefined) continue;
		const ratings = ratingsByCase.get(caseId) ?? [];
		cases.set(caseId, {
			firstRun,
			ratings,
			scores: averageScores({ samples, ratings }, metrics, policy),
			answerCount: samples.length,
			errorCount: samples.filter(isError).length,
			group: samples.find(sample => typeof sample.group === 'string')?.group ?? undefined,
			firstSample,
		});
	}
	return cases;
}

function gatherRatings({ runs }: CompareSideInput): ReadonlyMap<string, readonly CaseRating[]> {
	const ratings = new Map<string, CaseRating[]>();
	for (const { record, feedback = [] } of runs) {
		for (const entry of feedback) {
			const known = ratings.get(entry.case);
			const rating = { run: record.id, feedback: entry };
			if (known === undefined) ratings.set(entry.case, [rating]);
			else known.push(rating);
		}
	}
	return ratings;
}

function averageScores(
	{ samples, ratings }: { readonly samples: readonly Sample[]; readonly ratings: readonly CaseRating[] },
	metrics: readonly PlannedMetric[],
	policy: ErrorPolicy,
): ReadonlyMap<string, AveragedScore> {
	const scores = new Map<string, AveragedScore>();
	for (const metric of metrics) {
		const values =
			metric.source === 'feedback'
				? ratings.flatMap(({ feedback }) => feedback.score ?? [])
				: samples.flatMap(sample => countedValue(sample, metric, policy) ?? []);
		if (values.length > 0) scores.set(metric.name, { mean: mean(values), answerCount: values.length });
	}
	return scores;
}

function countedValue(sample: Sample, metric: PlannedMetric, policy: ErrorPolicy): number | undefined {
	if (!isError(sample)) return sampleValue(sample, metric.name);
	return policy === 'zero' && metric.goal === 'maximize' ? 0 : undefined;
}

function isError(sample: Sample): boolean {
	return errorOf(sample) !== undefined;
}
