import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { mean } from '../../statistics/descriptive/mean.ts';
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

/** Case id to metric to scores. */
async function scoresOf(lines: AsyncIterable<string>, signal: CancelSignal): Promise<ReadonlyMap<string, CaseScores>> {
	const cases = new Map<string, Map<string, number[]>>();
	await visitSamples(
		lines,
		({ case: id, scores }) => {
			const known = cases.get(id) ?? new Map<string, number[]>();
			for (const [name, score] of Object.entries(scores)) known.set(name, [...(known.get(name) ?? []), score]);
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
