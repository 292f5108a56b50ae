import type { Feedback } from '../../../formats/run/feedback.ts';
import { errorScore } from '../../../formats/run/error-score.ts';
import type { ErrorPolicy } from '../../../formats/run/error-score.ts';
import { errorOf } from '../../../formats/run/sample-error.ts';
import type { Sample } from '../../../formats/run/sample.ts';
import { mean, sampleDeviation } from '../../../statistics/descriptive/mean.ts';
import { repeatedScore } from './repeated-metric.ts';
import type { CompareSideInput } from './compare-side.ts';
import { sampleValue, scoreName } from './planned-metrics.ts';
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
	/** Of these answers, with n − 1; null for a single one. */
	readonly variance: number | null;
}

/**
 * Averages all answers of a side to each case: seeds, repeats, and a case that stands twice in one file. The case is the unit of
 * everything that follows, never the answer.
 *
 * What an answer in error scores is what `errorScore` says. Latency and cost of such an answer are left out.
 */
export function averageByCase(
	side: CompareSideInput,
	metrics: readonly PlannedMetric[],
	policy: ErrorPolicy,
): ReadonlyMap<string, CaseAnswers> {
	const scores = new Map(metrics.map(metric => [metric, scoreOfErrors(side, metric, policy)]));
	return averageWith(side, metrics, metric => scores.get(metric));
}

/** As `averageByCase`, with the score of an error given for each metric; undefined leaves errors out. */
export function averageWith(
	side: CompareSideInput,
	metrics: readonly PlannedMetric[],
	scoreOfError: (metric: PlannedMetric) => number | undefined,
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
			scores: averageScores({ samples, ratings }, metrics, scoreOfError),
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
	scoreOfError: (metric: PlannedMetric) => number | undefined,
): ReadonlyMap<string, AveragedScore> {
	const scores = new Map<string, AveragedScore>();
	for (const metric of metrics) {
		const values =
			metric.source === 'feedback'
				? ratings.flatMap(({ feedback }) => feedback.score ?? [])
				: samples.flatMap(sample => countedValue(sample, metric, scoreOfError) ?? []);
		const score = metric.repeats === undefined ? averageOf(values) : repeatedScore(values, metric.repeats);
		if (score === undefined) continue;
		// pass@k is estimated from all answers together: no answer has one of its own that could vary.
		const deviation = metric.repeats === undefined ? sampleDeviation(values) : null;
		const variance = deviation === null ? null : deviation ** 2;
		scores.set(metric.name, { mean: score, answerCount: values.length, variance });
	}
	return scores;
}

function averageOf(values: readonly number[]): number | undefined {
	return values.length === 0 ? undefined : mean(values);
}

function countedValue(
	sample: Sample,
	metric: PlannedMetric,
	scoreOfError: (metric: PlannedMetric) => number | undefined,
): number | undefined {
	if (metric.source === 'errors') return isError(sample) ? 1 : 0;
	return isError(sample) ? scoreOfError(metric) : sampleValue(sample, scoreName(metric));
}

/** What an answer in error of this side scores on a metric; undefined where it is left out. */
export function scoreOfErrors({ runs }: CompareSideInput, metric: PlannedMetric, policy: ErrorPolicy): number | undefined {
	if (policy === 'drop' || (metric.family !== 'declared' && metric.family !== 'repeated')) return undefined;
	const isShare = runs.every(({ samples }) =>
		samples.every(sample => {
			const value = isError(sample) ? undefined : sampleValue(sample, scoreName(metric));
			return value === undefined || (value >= 0 && value <= 1);
		}),
	);
	return errorScore(policy, { goal: metric.goal, worst: metric.worst, isShare });
}

function isError(sample: Sample): boolean {
	return errorOf(sample) !== undefined;
}
