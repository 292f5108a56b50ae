import type { Interval } from '../../../statistics/descriptive/interval.ts';
import { mean } from '../../../statistics/descriptive/mean.ts';
import type { VarianceParts } from '../../../statistics/repeats/split-variance.ts';
import type { AveragedScore, CaseAnswers } from './case-answers.ts';
import type { PlannedMetric } from './planned-metrics.ts';
import { scoreRange } from './score-range.ts';

/** What pairing needs of the answers to a case. */
export type ScoredCase = Pick<CaseAnswers, 'scores' | 'group' | 'errorCount'>;

type SideCases = ReadonlyMap<string, ScoredCase>;

/** The cases of two sides, brought together for one metric. Lists of the same side are in the same order. */
export interface MetricPairs {
	/** Means of the cases both sides have a value for. */
	readonly baseline: readonly number[];
	readonly candidate: readonly number[];
	/** The cluster of each pair; undefined when every case stands for itself. */
	readonly clusters: readonly string[] | undefined;
	/** How often each side answered a case, and how far answers to the same case differ. */
	readonly repeats: Pick<VarianceParts, 'seeds' | 'within'>;
	/** The smallest and the largest score of the metric, as far as the values and the plan tell; undefined where there is no bound. */
	readonly scoreRange: Interval | undefined;
	/** Means of cases only one side has a value for. */
	readonly onlyBaseline: readonly number[];
	readonly onlyCandidate: readonly number[];
	/** True when any case names a group. */
	readonly hasGroups: boolean;
	/** Cases left out because a side had nothing but errors. */
	readonly erroredCount: number;
	/** Cases left out because a side does not have them or has no value for them. */
	readonly oneSidedCount: number;
}

/** Joins both sides by case id, in the order of the baseline. */
export function pairCases(baseline: SideCases, candidate: SideCases, metric: PlannedMetric): MetricPairs {
	const { name } = metric;
	const joined = [...new Set([...baseline.keys(), ...candidate.keys()])].map(id =>
		joinCase(id, baseline.get(id), candidate.get(id), name),
	);
	const pairs = joined.flatMap(({ before, after, cluster }) => (before && after ? [{ before, after, cluster }] : []));
	const clusters = pairs.map(pair => pair.cluster);
	const isClustered = new Set(clusters).size < clusters.length;
	const unpaired = joined.filter(({ before, after }) => before === undefined || after === undefined);
	return {
		baseline: pairs.map(pair => pair.before.mean),
		candidate: pairs.map(pair => pair.after.mean),
		clusters: isClustered ? clusters : undefined,
		repeats: repeatsOf(pairs),
		// Of costs and latency nobody knows a largest one.
		scoreRange: metric.family === 'recorded' ? undefined : scoreRange(caseMeans(joined), metric.goal),
		onlyBaseline: unpaired.flatMap(({ before }) => before?.mean ?? []),
		onlyCandidate: unpaired.flatMap(({ after }) => after?.mean ?? []),
		hasGroups: joined.some(({ hasGroup }) => hasGroup),
		erroredCount: unpaired.filter(({ isErrored }) => isErrored).length,
		// Without a single pair the sides are compared unpaired, and nothing is left out for standing on one side.
		oneSidedCount: pairs.length === 0 ? 0 : unpaired.filter(({ before, after, isErrored }) => !isErrored && (before ?? after)).length,
	};
}

interface JoinedCase {
	readonly before: AveragedScore | undefined;
	readonly after: AveragedScore | undefined;
	readonly cluster: string;
	readonly hasGroup: boolean;
	/** True when a side answered the case with errors alone. */
	readonly isErrored: boolean;
}

function joinCase(id: string, left: ScoredCase | undefined, right: ScoredCase | undefined, metric: string): JoinedCase {
	const group = left?.group ?? right?.group;
	return {
		before: left?.scores.get(metric),
		after: right?.scores.get(metric),
		cluster: group === undefined ? `case ${id}` : `group ${group}`,
		hasGroup: group !== undefined,
		isErrored: [left, right].some(answers => answers !== undefined && answers.errorCount > 0 && !answers.scores.has(metric)),
	};
}

function repeatsOf(pairs: readonly { readonly before: AveragedScore; readonly after: AveragedScore }[]): MetricPairs['repeats'] {
	if (pairs.length === 0) return { seeds: 1, within: null };
	const perAnswer = mean(pairs.map(({ before, after }) => (1 / before.answerCount + 1 / after.answerCount) / 2));
	const variances = pairs.flatMap(({ before, after }) =>
		before.variance === null || after.variance === null ? [] : [before.variance + after.variance],
	);
	return { seeds: 1 / perAnswer, within: variances.length === 0 ? null : mean(variances) };
}

function* caseMeans(cases: readonly JoinedCase[]): Generator<number> {
	for (const { before, after } of cases) {
		if (before !== undefined) yield before.mean;
		if (after !== undefined) yield after.mean;
	}
}
