import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { mean } from '../../statistics/descriptive/mean.ts';
import { errorOf } from '../../formats/run/sample-error.ts';
import { visitSamples } from '../../formats/run/parse-samples.ts';
import type { ReproducedCases } from './reproduction.ts';

/**
 * Holds the per-case results of two runs against each other, streamed. Several answers to a case are averaged.
 *
 * @param sides - The lines of both samples files.
 * @throws The signal's reason when cancelled.
 */
export async function compareCaseScores(
	[before, after]: readonly [AsyncIterable<string>, AsyncIterable<string>],
	signal: CancelSignal,
): Promise<ReproducedCases> {
	const [left, right] = [await scoresOf(before, signal), await scoresOf(after, signal)];
	const common = [...left.keys()].filter(id => right.has(id));
	return {
		commonCount: common.length,
		changedCount: common.filter(id => !isEqual(left.get(id), right.get(id))).length,
		loneCount: left.size + right.size - 2 * common.length,
	};
}

type CaseScores = ReadonlyMap<string, readonly number[]>;

/** Stands among the metrics of a case for its answers in error; no metric has an empty name. */
const inError = '';

/** Case id to metric to scores. */
async function scoresOf(lines: AsyncIterable<string>, signal: CancelSignal): Promise<ReadonlyMap<string, CaseScores>> {
	const cases = new Map<string, Map<string, number[]>>();
	await visitSamples(
		lines,
		sample => {
			const { case: id, scores } = sample;
			const known = cases.get(id) ?? new Map<string, number[]>();
			// Scores of an answer in error count nowhere; that it ended in one must be the same on both sides.
			const counted = errorOf(sample) === undefined ? scores : { [inError]: 1 };
			for (const [name, score] of Object.entries(counted)) known.set(name, [...(known.get(name) ?? []), score]);
			cases.set(id, known);
		},
		signal,
	);
	return cases;
}

function isEqual(left: CaseScores | undefined, right: CaseScores | undefined): boolean {
	if (left === undefined || right === undefined || left.size !== right.size) return false;
	return [...left].every(([name, scores]) => {
		const others = right.get(name);
		return others !== undefined && Math.abs(mean(scores) - mean(others)) < 1e-9;
	});
}
