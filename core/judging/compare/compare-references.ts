import type { Experiment } from '../../formats/experiment/experiment.ts';
import { fail, succeed } from '../../base/result.ts';
import { setOwnValue } from '../../base/set-own-value.ts';
import type { Result } from '../../base/result.ts';
import { changedPlanSentence, isPlanKept } from '../../workspace/is-plan-kept.ts';
import { readDatasetLabels } from '../../workspace/runs/read-dataset-labels.ts';
import type { DatasetLabels } from '../../workspace/runs/read-dataset-labels.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { CompareFailure } from './compare-failure.ts';
import { compareRuns } from './compare-runs.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import type { Comparison, SupersededOfSide } from './comparison.ts';
import { comparableReferences, resolveSides } from './resolve-sides.ts';
import type { SelectedSide } from './resolve-sides.ts';
import { RunLibrary } from './run-library.ts';
import type { CompareAccess } from './run-library.ts';

/**
 * Compares what references name: run ids, `EXPERIMENT/VARIANT`, `EXPERIMENT` (all its variants), or prompt references. Labels of
 * the sides are references that lead there again.
 *
 * The baseline is `options.baseline` (a side's label, the name of its variant, or a further reference); otherwise the variant the
 * experiment declares as its baseline, when all sides belong to one experiment; otherwise the first side. Sides named twice
 * count once. Of runs that answer the same question one counts, see settle-runs.ts. Failed and cancelled runs are left out unless
 * named by id. A declared variant without runs takes part only when the whole experiment was named, and then says so.
 *
 * @throws The signal's reason when cancelled.
 */
export async function compareReferences(
	references: readonly string[],
	options: { readonly baseline?: string | undefined },
	access: CompareAccess,
): Promise<Result<Comparison, CompareFailure>> {
	const library = new RunLibrary(access);
	const named: SelectedSide[] = [];
	for (const reference of references) {
		const resolved = await resolveSides(reference, access.facts, library);
		if (!resolved.ok) return resolved;
		addNew(named, resolved.value);
	}
	const ordered = await putBaselineFirst(named, options.baseline, access.facts, library);
	if (!ordered.ok) return ordered;
	const refusal = checkSides(ordered.value, access.facts);
	if (refusal !== undefined) return fail(refusal);

	const sides: CompareSideInput[] = [];
	for (const { label, experiment, variant, runs } of ordered.value) {
		const read: CompareSideInput['runs'][number][] = [];
		for (const run of runs) read.push(await library.withSamples(run));
		sides.push({ label, experiment, variant, runs: read });
	}
	const experiments = involvedExperiments(sides, access.facts);
	const experiment = mergeExperiments(experiments);
	const comparison = compareRuns({
		title: titleOf(sides, experiments),
		sides,
		experiment,
		dataset: await labelsFor(experiment, access),
		reservations: await changedPlans(experiments, access),
	});
	const superseded = ordered.value.flatMap(supersededOf);
	return succeed({
		...comparison,
		...(superseded.length === 0 ? {} : { superseded }),
		...(library.warnings.length === 0 ? {} : { warnings: library.warnings }),
	});
}

/** A sentence on each plan that is not the one that was locked. */
async function changedPlans(experiments: readonly Experiment[], { facts, files }: CompareAccess): Promise<readonly string[]> {
	const sentences: string[] = [];
	for (const { id } of experiments) {
		const summary = facts.experiments.find(({ experiment }) => experiment.id === id);
		if (summary !== undefined && !(await isPlanKept(summary, files))) sentences.push(changedPlanSentence(id));
	}
	return sentences;
}

/** The columns of the dataset that the experiment slices by. */
async function labelsFor(experiment: Experiment | undefined, { files, signal }: CompareAccess): Promise<DatasetLabels | undefined> {
	const columns = experiment?.slices ?? [];
	return columns.length === 0 ? undefined : await readDatasetLabels(experiment?.dataset, columns, files, signal);
}

function supersededOf({ label, superseded }: SelectedSide): readonly SupersededOfSide[] {
	return superseded.map(({ run, by, reason, remaining }) => ({ side: label, run, by, reason, remaining }));
}

function addNew(sides: SelectedSide[], more: readonly SelectedSide[]): void {
	for (const side of more) {
		const index = sides.findIndex(known => known.label === side.label);
		if (index === -1) sides.push(side);
		// Named itself after it came with its experiment: then it was meant.
		else if (!side.isImplied) sides[index] = side;
	}
}

async function putBaselineFirst(
	sides: readonly SelectedSide[],
	wanted: string | undefined,
	facts: WorkspaceFacts,
	library: RunLibrary,
): Promise<Result<readonly SelectedSide[], CompareFailure>> {
	if (wanted === undefined) return succeed(moveToFront(sides, declaredBaseline(sides)));
	const isWanted = sides.find(side => side.label === wanted.trim()) ?? sides.find(side => side.variant === wanted.trim());
	if (isWanted !== undefined) return succeed(moveToFront(sides, isWanted));
	const resolved = await resolveSides(wanted, facts, library);
	if (!resolved.ok) return resolved;
	const baseline = declaredBaseline(resolved.value) ?? resolved.value[0];
	return succeed(moveToFront(sides, baseline));
}

function declaredBaseline(sides: readonly SelectedSide[]): SelectedSide | undefined {
	const isOneExperiment = new Set(sides.map(side => side.experiment)).size === 1;
	return isOneExperiment ? sides.find(side => side.isDeclaredBaseline) : undefined;
}

function moveToFront(sides: readonly SelectedSide[], first: SelectedSide | undefined): readonly SelectedSide[] {
	return first === undefined ? sides : [first, ...sides.filter(side => side.label !== first.label)];
}

function checkSides(sides: readonly SelectedSide[], facts: WorkspaceFacts): CompareFailure | undefined {
	const [baseline, ...candidates] = sides;
	if (baseline === undefined || candidates.length === 0) {
		const others = comparableReferences(facts).filter(reference => reference !== baseline?.label);
		return { kind: 'comparison-needs-two-sides', side: baseline?.label, others: others.slice(0, 12) };
	}
	const isEmpty = (side: SelectedSide): boolean => side.runs.length === 0;
	const allCandidatesEmpty = candidates.every(isEmpty);
	const missing = [baseline, ...candidates.filter(side => !side.isImplied || allCandidatesEmpty)].find(isEmpty);
	return missing && { kind: 'comparison-side-without-runs', side: missing.label, unfinishedCount: missing.unfinishedCount };
}

/** The experiments the sides belong to, the baseline's first. */
function involvedExperiments(sides: readonly CompareSideInput[], facts: WorkspaceFacts): Experiment[] {
	const ids = new Set(sides.flatMap(side => [side.experiment ?? [], side.runs.map(run => run.record.experiment)].flat()));
	return [...ids].flatMap(id => facts.experiments.find(({ experiment }) => experiment.id === id)?.experiment ?? []);
}

/** The rules of the comparison: those of the baseline's experiment, and the metrics of all; the first declaration counts. */
function mergeExperiments(experiments: readonly Experiment[]): Experiment | undefined {
	const [first, ...others] = experiments;
	if (first === undefined || others.length === 0) return first;
	const metrics: Experiment['metrics'] = {};
	for (const experiment of experiments) {
		for (const [name, metric] of Object.entries(experiment.metrics)) {
			// Two primary metrics would be none.
			if (!Object.hasOwn(metrics, name)) setOwnValue(metrics, name, experiment === first ? metric : { ...metric, primary: false });
		}
	}
	return { ...first, metrics };
}

function titleOf(sides: readonly CompareSideInput[], experiments: readonly Experiment[]): string {
	const [only] = experiments;
	if (only !== undefined && experiments.length === 1) return only.name === undefined ? only.id : `${only.id} · ${only.name}`;
	const [baseline, ...candidates] = sides.map(side => side.label);
	return `${candidates.length > 3 ? `${candidates.length} candidates` : candidates.join(', ')} against ${baseline ?? ''}`;
}
