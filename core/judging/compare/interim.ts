import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import type { Interim } from './comparison.ts';

/**
 * How much of the plan the sides have, of the side that has the least of it. Undefined when every planned seed and case is there, and
 * where sides belong to no plan or to another one. A run without a seed counts as one of those planned.
 */
export function interimOf(sides: readonly CompareSideInput[], experiment: Experiment | undefined): Interim | undefined {
	if (experiment === undefined || sides.some(side => side.experiment !== experiment.id || side.runs.length === 0)) return undefined;
	const plannedSeeds = experiment.seeds?.length ?? 0;
	const plannedCases = experiment.dataset?.size ?? 0;
	const seeds = Math.min(plannedSeeds, ...sides.map(side => seedCount(side, experiment.seeds ?? [])));
	const cases = Math.min(plannedCases, ...sides.map(caseCount));
	return seeds === plannedSeeds && cases === plannedCases ? undefined : { seeds: [seeds, plannedSeeds], cases: [cases, plannedCases] };
}

/** `Interim: 1 of 10 planned seeds, 40 of 100 cases.` */
export function interimSentence({ seeds, cases }: Interim): string {
	const parts = [
		...(seeds[1] > 0 ? [`${seeds[0]} of ${seeds[1]} planned seeds`] : []),
		...(cases[1] > 0 ? [`${cases[0]} of ${cases[1]} cases`] : []),
	];
	return `Interim: ${parts.join(', ')}.`;
}

function seedCount({ runs }: CompareSideInput, planned: readonly number[]): number {
	const found = new Set(runs.flatMap(({ record }) => record.seed ?? []));
	const unnamed = runs.filter(({ record }) => record.seed === null).length;
	return planned.filter(seed => found.has(seed)).length + unnamed;
}

/** Infinite without per-case results: then nobody knows. */
function caseCount({ runs }: CompareSideInput): number {
	const ids = new Set(runs.flatMap(({ samples }) => samples.map(sample => sample.case)));
	return ids.size === 0 ? Infinity : ids.size;
}
