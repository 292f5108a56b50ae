import type { CompareSideInput } from '../cases/compare-side.ts';

/** A side with the answers to some cases alone. Runs that answered none of them are left out: their totals are about other cases. */
export function sideOfCases(side: CompareSideInput, isMeant: (caseId: string) => boolean): CompareSideInput {
	const runs = side.runs.flatMap(run => {
		const samples = run.samples.filter(sample => isMeant(sample.case));
		const feedback = run.feedback?.filter(entry => isMeant(entry.case));
		return samples.length === 0 ? [] : [{ ...run, samples, ...(feedback === undefined ? {} : { feedback }) }];
	});
	return { ...side, runs };
}
