import type { Experiment } from '../../../formats/experiment/experiment.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import type { Interim } from '../comparison.ts';
import { planProgress } from './plan-progress.ts';

/**
 * How much of the plan the sides have, of the side that has the least of it. Undefined when every planned seed and case is there, and
 * where sides belong to no plan or to another one.
 */
export function interimOf(sides: readonly CompareSideInput[], experiment: Experiment | undefined): Interim | undefined {
	const progress = planProgress(sides, experiment);
	if (progress === undefined) return undefined;
	const { seeds, cases } = progress;
	return seeds[0] === seeds[1] && cases[0] === cases[1] ? undefined : { seeds, cases };
}

/** `Interim: 1 of 10 planned seeds, 40 of 100 cases.` */
export function interimSentence({ seeds, cases }: Interim): string {
	const parts = [
		...(seeds[1] > 0 ? [`${seeds[0]} of ${seeds[1]} planned seeds`] : []),
		...(cases[1] > 0 ? [`${cases[0]} of ${cases[1]} cases`] : []),
	];
	return `Interim: ${parts.join(', ')}.`;
}
