import type { Experiment } from '../../../formats/experiment/experiment.ts';
import type { CompareSideInput, RunWithSamples } from '../cases/compare-side.ts';

/** How far the sides are with what the plan asks for. Counts as [at hand, planned], of the side that has the least; 0 planned: no number. */
export interface PlanProgress {
	readonly seeds: readonly [number, number];
	/** Of the seed that has the fewest. */
	readonly cases: readonly [number, number];
	/** Recorded answers as a share of the planned ones, from 0 to 1; undefined where the plan has neither seeds nor a number of cases. */
	readonly share: number | undefined;
}

/**
 * Counts what is recorded, seed by seed and case by case, so that comparing again counts nothing twice. A run without a seed counts as one
 * of those planned, and one without per-case results as complete, since nobody knows. Undefined where sides belong to no plan or to
 * another one.
 */
export function planProgress(sides: readonly CompareSideInput[], experiment: Experiment | undefined): PlanProgress | undefined {
	if (experiment === undefined || sides.length === 0 || sides.some(side => side.experiment !== experiment.id || side.runs.length === 0))
		return undefined;
	const plannedCases = experiment.dataset?.size ?? 0;
	const found = sides.map(side => progressOf(side, experiment.seeds ?? [], plannedCases));
	const least = (read: (progress: PlanProgress) => number): number => Math.min(...found.map(read));
	return {
		seeds: [least(({ seeds }) => seeds[0]), experiment.seeds?.length ?? 0],
		cases: [least(({ cases }) => cases[0]), plannedCases],
		share: found.some(({ share }) => share === undefined) ? undefined : least(({ share }) => share ?? 1),
	};
}

function progressOf({ runs }: CompareSideInput, planned: readonly number[], plannedCases: number): PlanProgress {
	const groups = planned.length === 0 ? [runs] : bySeed(runs, planned).slice(0, planned.length);
	const counts = groups.map(group => Math.min(plannedCases, caseCount(group)));
	const seedShare = groups.length / Math.max(1, planned.length);
	const caseShare = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, plannedCases * groups.length);
	const isCounted = planned.length > 0 || plannedCases > 0;
	return {
		seeds: [planned.length === 0 ? 0 : groups.length, planned.length],
		cases: [counts.length === 0 ? 0 : Math.min(...counts), plannedCases],
		share: isCounted ? seedShare * (plannedCases > 0 ? caseShare : 1) : undefined,
	};
}

/** The runs of each planned seed, those with the most cases first, and each run without a seed for itself. */
function bySeed(runs: readonly RunWithSamples[], planned: readonly number[]): readonly (readonly RunWithSamples[])[] {
	const groups = planned.map(seed => runs.filter(({ record }) => record.seed === seed)).filter(group => group.length > 0);
	const unnamed = runs.filter(({ record }) => record.seed === null).map(run => [run]);
	return [...groups, ...unnamed].sort((one, other) => caseCount(other) - caseCount(one));
}

/** Infinite without per-case results. */
function caseCount(runs: readonly RunWithSamples[]): number {
	const ids = new Set(runs.flatMap(({ samples }) => samples.map(sample => sample.case)));
	return ids.size === 0 ? Number.MAX_SAFE_INTEGER : ids.size;
}
