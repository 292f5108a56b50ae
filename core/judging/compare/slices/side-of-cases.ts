import { datasetCases } from '../errors/missing-answers.ts';
import type { CompareSideInput, RunWithSamples } from '../cases/compare-side.ts';

/**
 * A side with the answers to some cases alone. Runs that answered none of them are left out: their totals are about other cases. Of what
 * a run says of its dataset, only as many cases are kept as belong to the slice.
 *
 * @param caseCount - How many cases of the dataset are meant. Undefined where nobody knows: every case without an answer may be one.
 */
export function sideOfCases(side: CompareSideInput, isMeant: (caseId: string) => boolean, caseCount?: number): CompareSideInput {
	const runs = side.runs.flatMap(run => {
		const samples = run.samples.filter(sample => isMeant(sample.case));
		const feedback = run.feedback?.filter(entry => isMeant(entry.case));
		if (samples.length === 0) return [];
		const record = withCases(run, caseCount ?? countCases(samples) + lackingCases(run));
		return [{ ...run, record, samples, ...(feedback === undefined ? {} : { feedback }) }];
	});
	return { ...side, runs };
}

function withCases({ record }: RunWithSamples, cases: number): RunWithSamples['record'] {
	return record.dataset === null || record.dataset.cases === null ? record : { ...record, dataset: { ...record.dataset, cases } };
}

function lackingCases(run: RunWithSamples): number {
	return Math.max(0, datasetCases([run]) - countCases(run.samples));
}

function countCases(samples: RunWithSamples['samples']): number {
	return new Set(samples.map(sample => sample.case)).size;
}
