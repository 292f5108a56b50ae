import type { CompareSideInput, RunWithSamples } from '../cases/compare-side.ts';

/**
 * How many answers a side should have and lacks: of every seed the cases of `caseIds`, or of its dataset where that has more, that no run
 * of the seed has an answer to, in error or not, each as often as the other cases were answered. Runs without a seed count as one seed
 * together. A seed without per-case results lacks nothing, since nobody knows.
 */
export function missingAnswers({ runs }: Pick<CompareSideInput, 'runs'>, caseIds: ReadonlySet<string>): number {
	const bySeed = Map.groupBy(
		runs.filter(({ samples }) => samples.length > 0),
		({ record }) => record.seed,
	);
	return [...bySeed.values()].reduce((missing, seed) => {
		const answers = seed.flatMap(({ samples }) => samples.map(sample => sample.case));
		const caseCount = new Set(answers).size;
		const lacking = Math.max(caseIds.size, datasetCases(seed)) - caseCount;
		return missing + Math.round((lacking * answers.length) / caseCount);
	}, 0);
}

/** How many cases the datasets of some runs have, the largest of them; 0 where no run says. */
export function datasetCases(runs: readonly RunWithSamples[]): number {
	return runs.reduce((most, run) => Math.max(most, casesOf(run)), 0);
}

/** Where every row of the dataset has an answer, the cases that were answered: rows may share an id. */
function casesOf({ record, samples }: RunWithSamples): number {
	const rows = record.dataset?.cases ?? 0;
	return samples.length === rows ? new Set(samples.map(sample => sample.case)).size : rows;
}
