import { labelsOfSample } from '../../../formats/run/sample-labels.ts';
import type { DatasetLabels } from '../../../workspace/runs/read-dataset-labels.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';

/** The values that cases have in one column. */
export interface CaseLabels {
	/** By case id; cases without a value are missing. */
	readonly valuesOf: ReadonlyMap<string, readonly string[]>;
	/** Cases whose answers say different values. They belong to no slice. */
	readonly contradictory: number;
	/** True when a value of the dataset was needed. */
	readonly needsDataset: boolean;
}

/** Reads the value of every case in a column: what its samples say, which is recorded with the run, otherwise what the dataset says. */
export function labelCases(column: string, sides: readonly CompareSideInput[], dataset: DatasetLabels | undefined): CaseLabels {
	const said = new Map<string, readonly string[]>();
	const contradictory = new Set<string>();
	const ids = new Set<string>();
	for (const sample of sides.flatMap(({ runs }) => runs.flatMap(({ samples }) => samples))) {
		ids.add(sample.case);
		const labels = labelsOfSample(sample, column);
		if (labels.length === 0) continue;
		const known = said.get(sample.case);
		if (known === undefined) said.set(sample.case, labels);
		else if (!areSame(known, labels)) contradictory.add(sample.case);
	}
	const recorded = dataset?.labels.get(column);
	let needsDataset = false;
	for (const id of ids) {
		const values = said.has(id) ? undefined : recorded?.get(id);
		if (values === undefined) continue;
		said.set(id, values);
		needsDataset = true;
	}
	for (const id of contradictory) said.delete(id);
	return { valuesOf: said, contradictory: contradictory.size, needsDataset };
}

/** True when the runs were made with another content of the dataset than the one that was read, or nobody knows. */
export function hasOtherDataset(sides: readonly CompareSideInput[], dataset: DatasetLabels): boolean {
	return sides.some(({ runs }) => runs.some(({ record }) => record.dataset?.sha256 !== dataset.sha256));
}

function areSame(left: readonly string[], right: readonly string[]): boolean {
	return left.length === right.length && left.every((value, index) => value === right[index]);
}
