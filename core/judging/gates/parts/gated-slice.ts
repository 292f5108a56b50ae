import { nearestWord } from '../../../base/text/nearest-word.ts';
import { suggestionInWords } from '../../../base/words-of-failure.ts';
import type { GateRule } from '../../../formats/config/gates/gate-rule.ts';
import type { Experiment } from '../../../formats/experiment/experiment.ts';
import { labelNamesOfSample } from '../../../formats/run/sample-labels.ts';
import { readDatasetLabels } from '../../../workspace/runs/read-dataset-labels.ts';
import type { DatasetLabels } from '../../../workspace/runs/read-dataset-labels.ts';
import type { CompareSideInput } from '../../compare/cases/compare-side.ts';
import { hasOtherDataset, labelCases } from '../../compare/slices/label-cases.ts';
import type { CaseLabels } from '../../compare/slices/label-cases.ts';
import { sideOfCases } from '../../compare/slices/side-of-cases.ts';
import type { GateContext, GateFinding } from '../gate.ts';

/** ` where category = safety`, to stand behind the name of a metric; empty for a gate on all cases. */
export function sliceWords(slice: GateRule['slice']): string {
	if (slice === undefined) return '';
	return ` where ${Object.entries(slice)
		.map(([column, value]) => `${column} = ${String(value)}`)
		.join(' and ')}`;
}

/**
 * The sides with the cases of the slice of a rule, as they are for a rule without one. A finding that is inconclusive instead, where
 * nobody knows which cases those are: the column or the value does not occur, or the dataset is not the one of the runs any more.
 */
export async function slicedSides(
	sides: readonly CompareSideInput[],
	{ slice }: Pick<GateRule, 'slice'>,
	experiment: Experiment | undefined,
	{ ports, signal }: GateContext,
): Promise<readonly CompareSideInput[] | GateFinding> {
	if (slice === undefined) return sides;
	const dataset = await readDatasetLabels(experiment?.dataset, Object.keys(slice), ports.files, signal);
	const labelled = Object.entries(slice).map(([column, value]) => ({
		column,
		value: String(value),
		labels: labelCases(column, sides, dataset),
	}));
	for (const { column, value, labels } of labelled) {
		const obstacle = obstacleTo(column, value, { labels, sides, dataset });
		if (obstacle !== undefined) return { outcome: 'inconclusive', detail: obstacle };
	}
	const isMeant = (id: string): boolean => labelled.every(({ value, labels }) => labels.valuesOf.get(id)?.includes(value) === true);
	const caseCount = dataset === undefined || hasOtherDataset(sides, dataset) ? undefined : countRows(slice, dataset);
	const sliced = sides.map(side => sideOfCases(side, isMeant, caseCount));
	const empty = sliced.find(({ runs }) => runs.length === 0);
	if (empty === undefined) return sliced;
	return { outcome: 'inconclusive', detail: `No case of ${empty.label} belongs to the slice${sliceWords(slice)}.` };
}

/** Tells sides from the finding that stands for their absence. */
export function areSliced(value: readonly CompareSideInput[] | GateFinding): value is readonly CompareSideInput[] {
	return Array.isArray(value);
}

/** How many cases of the dataset belong to the slice; undefined where it does not have all columns, because the samples have them. */
function countRows(slice: NonNullable<GateRule['slice']>, { labels }: DatasetLabels): number | undefined {
	const columns = Object.entries(slice).map(([column, value]) => ({
		ids: labels.get(column) ?? new Map<string, readonly string[]>(),
		value: String(value),
	}));
	if (columns.some(({ ids }) => ids.size === 0)) return undefined;
	const [first] = columns;
	return [...(first?.ids.keys() ?? [])].filter(id => columns.every(({ ids, value }) => ids.get(id)?.includes(value) === true)).length;
}

interface LabelledSides {
	readonly labels: CaseLabels;
	readonly sides: readonly CompareSideInput[];
	readonly dataset: DatasetLabels | undefined;
}

function obstacleTo(column: string, value: string, { labels, sides, dataset }: LabelledSides): string | undefined {
	const { valuesOf, needsDataset } = labels;
	if (valuesOf.size === 0) {
		const samples = sides.flatMap(({ runs }) => runs.flatMap(run => run.samples.slice(0, 1)));
		const known = [...new Set([...(dataset?.columns ?? []), ...samples.flatMap(labelNamesOfSample)])].filter(name => name !== column);
		return `Neither the dataset nor a sample has a value of “${column}”. ${suggestionInWords(nearestWord(column, known), known)}`;
	}
	if (needsDataset && dataset !== undefined && hasOtherDataset(sides, dataset)) {
		return `${dataset.path} is not the dataset that the runs used any more, so it is not known which cases had “${column}” = ${value}. Run the experiment again.`;
	}
	const values = [...new Set([...valuesOf.values()].flat())];
	if (values.includes(value)) return undefined;
	return `No case has “${column}” = ${value}. ${suggestionInWords(nearestWord(value, values), values)}`;
}
