import { nearestWord } from '../../../base/text/nearest-word.ts';
import { suggestionInWords } from '../../../base/words-of-failure.ts';
import { labelNamesOfSample } from '../../../formats/run/sample-labels.ts';
import type { DatasetLabels } from '../../../workspace/runs/read-dataset-labels.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import type { ComparisonSlice, WorstSlice } from '../comparison.ts';
import { adjustByFamily, gatherRows, ruleFor, toMetricComparison } from '../rows/metric-rows.ts';
import type { MetricRow, RowsQuestion } from '../rows/metric-rows.ts';
import { hasOtherDataset, labelCases } from './label-cases.ts';
import type { CaseLabels } from './label-cases.ts';
import { sideOfCases } from './side-of-cases.ts';
import { worstSlices } from './worst-slices.ts';

/** What is compared slice by slice. */
export interface SlicesQuestion extends RowsQuestion {
	/** Columns of the dataset, or names of tags. */
	readonly columns: readonly string[];
	readonly dataset: DatasetLabels | undefined;
}

/** The slices, and what has to be said of them. */
export interface ComparedSlices {
	readonly slices: readonly ComparisonSlice[];
	readonly worst: readonly WorstSlice[];
	/** What limits the conclusion, each a sentence. */
	readonly reservations: readonly string[];
	/** What is left out, for the line that says how the numbers came about. */
	readonly notes: readonly string[];
}

/** More slices of one column are neither read nor tested; those with most cases are taken. */
export const largestSliceCount = 20;

/**
 * Compares the cases that have one value in a column, value by value and column by column. Declared metrics and error rates only. Their
 * p-values are corrected by Holm over all slices together, whatever the plan says of its own metrics: slices are many, and one of them
 * always looks bad.
 */
export function compareSlices(question: SlicesQuestion): ComparedSlices {
	const { baseline, compared, dataset, lookLack } = question;
	const sides = [baseline, ...compared.map(({ candidate }) => candidate)];
	const metrics = question.metrics.filter(({ family }) => family === 'declared' || family === 'errors');
	const decision = { ...question.decision, correction: 'holm' as const };
	const reservations: string[] = [];
	const notes: string[] = [];
	const found: { readonly slice: Slice; readonly rows: readonly MetricRow[] }[] = [];
	for (const column of new Set(question.columns)) {
		const labels = labelCases(column, sides, dataset);
		reservations.push(...reservationsOf(column, labels, sides, dataset));
		notes.push(...notesOf(column, labels, sides));
		const all = slicesOf(column, labels, sides);
		if (all.length > largestSliceCount) notes.push(manyWords(column, all.length));
		for (const slice of largest(all)) found.push({ slice, rows: rowsOf(slice, { baseline, compared, metrics, decision, lookLack }) });
	}
	const adjusted = adjustByFamily(
		found.flatMap(({ rows }) => rows),
		decision.correction,
		decision.alpha,
	);
	const slices = found.map(({ slice: { column, value, ids }, rows }) => ({
		column,
		value,
		n: ids.size,
		metrics: rows.map(row => toMetricComparison(row, ruleFor(row, adjusted, decision))),
	}));
	return { slices, worst: worstSlices(slices), reservations, notes };
}

interface Slice {
	readonly column: string;
	readonly value: string;
	/** The cases that the baseline and a candidate have in common; without any common case, all of them. */
	readonly ids: ReadonlySet<string>;
}

function slicesOf(column: string, { valuesOf }: CaseLabels, [baseline, ...candidates]: readonly CompareSideInput[]): readonly Slice[] {
	const before = idsOf(baseline === undefined ? [] : [baseline]);
	const after = idsOf(candidates);
	const common = [...before].filter(id => after.has(id));
	const byValue = new Map<string, Set<string>>();
	for (const id of common.length > 0 ? common : [...before, ...after]) {
		for (const value of valuesOf.get(id) ?? []) {
			const known = byValue.get(value);
			if (known === undefined) byValue.set(value, new Set([id]));
			else known.add(id);
		}
	}
	return Array.from(byValue, ([value, ids]) => ({ column, value, ids }));
}

function idsOf(sides: readonly CompareSideInput[]): ReadonlySet<string> {
	return new Set(sides.flatMap(({ runs }) => runs.flatMap(({ samples }) => samples.map(sample => sample.case))));
}

/** Those with most cases, by value. */
function largest(slices: readonly Slice[]): readonly Slice[] {
	const byCount = [...slices].sort((one, other) => other.ids.size - one.ids.size || compareValues(one.value, other.value));
	return byCount.slice(0, largestSliceCount).sort((one, other) => compareValues(one.value, other.value));
}

function compareValues(one: string, other: string): number {
	return one.localeCompare(other, 'en', { numeric: true });
}

function rowsOf({ ids }: Slice, { baseline, compared, metrics, decision, lookLack }: RowsQuestion): readonly MetricRow[] {
	const isMeant = (id: string): boolean => ids.has(id);
	const before = sideOfCases(baseline, isMeant);
	if (before.runs.length === 0) return [];
	const within = compared.map(({ candidate, findings }) => ({ candidate: sideOfCases(candidate, isMeant), findings }));
	return gatherRows({
		baseline: before,
		// A candidate that answered none of these cases has nothing to say here.
		compared: within.filter(({ candidate }) => candidate.runs.length > 0),
		metrics,
		decision,
		lookLack,
	}).rows;
}

function reservationsOf(
	column: string,
	{ valuesOf, needsDataset }: CaseLabels,
	sides: readonly CompareSideInput[],
	dataset: DatasetLabels | undefined,
): readonly string[] {
	if (valuesOf.size === 0) return [missingWords(column, sides, dataset)];
	if (!needsDataset || dataset === undefined || !hasOtherDataset(sides, dataset)) return [];
	return [
		`The slices by “${column}” are those of ${dataset.path} as it is now, and the runs did not record that content. The values may have changed.`,
	];
}

function missingWords(column: string, sides: readonly CompareSideInput[], dataset: DatasetLabels | undefined): string {
	const samples = sides.flatMap(({ runs }) => runs.flatMap(run => run.samples.slice(0, 1)));
	const known = [...new Set([...(dataset?.columns ?? []), ...samples.flatMap(labelNamesOfSample)])].filter(name => name !== column);
	const place = dataset === undefined ? 'No sample has' : `Neither ${dataset.path} nor a sample has`;
	const suggestion = nearestWord(column, known);
	return `${place} a value of “${column}”, so there are no slices by it. ${known.length === 0 ? '' : suggestionInWords(suggestion, known)}`.trim();
}

function notesOf(column: string, { valuesOf, contradictory }: CaseLabels, sides: readonly CompareSideInput[]): readonly string[] {
	if (valuesOf.size === 0) return [];
	const missing = idsOf(sides).size - valuesOf.size - contradictory;
	return [
		...(missing === 0 ? [] : [`${countCases(missing)} without a value of “${column}” in no slice`]),
		...(contradictory === 0 ? [] : [`${countCases(contradictory)} with several values of “${column}” among the answers in no slice`]),
	];
}

function countCases(count: number): string {
	return `${count} ${count === 1 ? 'case' : 'cases'}`;
}

function manyWords(column: string, count: number): string {
	return `of ${count} values of “${column}” the ${largestSliceCount} with most cases compared`;
}
