import type { RunWithSamples } from '../../compare/cases/compare-side.ts';
import { mean } from '../../../statistics/descriptive/mean.ts';

/** One answer that a judge and people rated. */
export interface RatedAnswer {
	readonly judge: number;
	/** The mean over people. */
	readonly people: number;
}

/**
 * The answers that a metric and people both scored, one for each case: the first in the order of the runs. Several answers to a case
 * are rated alike and would pass for more evidence than they are.
 */
export function ratedAnswers(runs: readonly RunWithSamples[], metric: string): readonly RatedAnswer[] {
	const byCase = new Map<string, RatedAnswer>();
	for (const { samples, feedback = [] } of runs) {
		const scores = new Map<string, number[]>();
		for (const { case: id, score } of feedback) {
			if (score !== undefined) scores.set(id, [...(scores.get(id) ?? []), score]);
		}
		for (const { case: id, scores: judged } of samples) {
			const judge = Object.hasOwn(judged, metric) ? judged[metric] : undefined;
			const people = scores.get(id);
			if (judge !== undefined && people !== undefined && !byCase.has(id)) byCase.set(id, { judge, people: mean(people) });
		}
	}
	return [...byCase.values()];
}
