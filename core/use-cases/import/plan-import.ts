import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { ScratchFolder } from '../../ports/process-runner.ts';
import type { Ports } from '../../ports/ports.ts';
import { nearestWord } from '../../base/text/nearest-word.ts';
import { beginWork, refusalOfWork } from '../unit-of-work/begin-work.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { gatherRun } from '../record/gather-run.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { InputFailure, TargetFailure } from '../record/record-request.ts';
import { resolveExperiment } from '../../workspace/runs/resolve-experiment.ts';
import { resolveRunTarget } from '../record/resolve-run-target.ts';
import type { RunTarget } from '../record/resolve-run-target.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { ImportFailure } from './import-failure.ts';
import type { ImportPlan, ImportProgress, ImportRequest, PlanImportFailure } from './import-request.ts';
import type { ImportedRun } from './imported-run.ts';
import { isPromptOf, matchVariant, variantCandidates } from './match-variant.ts';
import type { VariantCandidate } from './match-variant.ts';
import { readImport, stoppable } from './read-import.ts';
import type { ReadImport } from './read-import.ts';
import { stageRun } from './stage-run.ts';
import type { StagedRun } from './stage-run.ts';

/**
 * Reads another tool's results and prepares them for recording: finds the variant of each run, writes its files outside of
 * the workspace, checks them as those of every run are checked. What was recorded before is found again by the tool's id
 * and the digest of the content. Nothing is written into the workspace, so a failure leaves nothing behind by half.
 *
 * The plan's folder is to be disposed of.
 *
 * @throws The signal's reason when cancelled; the folder is gone then.
 */
export async function planImport(
	request: ImportRequest,
	ports: Ports,
	onProgress: (progress: ImportProgress) => void,
	signal: CancelSignal,
): Promise<Result<ImportPlan, PlanImportFailure>> {
	const read = (folder: ScratchFolder): ReturnType<RunReader> => readImport({ ...request, downloads: folder }, ports, signal);
	return await planRuns({ request, read, onProgress }, ports, signal);
}

/** Reads the runs once the workspace is known to take them. Downloads go into the folder. */
type RunReader = (folder: ScratchFolder) => Promise<Result<ReadImport, ImportFailure | InputFailure>>;

/** Runs to plan, from wherever they come. */
export interface PlanSource {
	readonly request: ImportRequest;
	readonly read: RunReader;
	readonly onProgress: (progress: ImportProgress) => void;
}

/**
 * The same for runs that are in no file, such as those that a client has sent.
 *
 * @throws The signal's reason when cancelled; the folder is gone then.
 */
export async function planRuns(
	{ request, read: readRuns, onProgress }: PlanSource,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<ImportPlan, PlanImportFailure>> {
	const work = await beginWork(ports, signal);
	const targets = targetsOf(work.index, request);
	if (!targets.ok) return targets;
	const refusal = await refusalOfWork(work, ports);
	if (refusal !== undefined) return fail(refusal);
	const folder = await ports.processes.makeScratchFolder();
	let isKept = false;
	try {
		const read = await readRuns(folder);
		if (!read.ok) return read;
		const selected = selectRuns(read.value.runs, request.only);
		if (!selected.ok) return selected;
		const matched = matchRuns(selected.value, await variantCandidates(targets.value, ports), request);
		if (!matched.ok) return matched;
		const existing = await existingRuns(targets.value, ports, signal);
		const planner = new Planner({ read: read.value, folder, existing, ports }, matched.value.leftOut);
		for (const [position, { run, candidate }] of matched.value.runs.entries()) {
			signal.throwIfAborted();
			onProgress({ phase: 'reading', label: run.label, doneCount: position, totalCount: matched.value.runs.length });
			const failure = await planner.add(run, candidate, signal);
			if (failure !== undefined) return fail(failure);
		}
		isKept = true;
		const { importer, evidence, path } = read.value;
		return succeed({
			...planner.plan(),
			importer: { id: importer.id, title: importer.title },
			evidence,
			path,
			experiment: request.experiment,
			work,
			folder,
		});
	} finally {
		if (!isKept) await folder.dispose();
	}
}

/** Every variant that a run may belong to: all whose prompt is found, or the ones the request names. */
function targetsOf(facts: WorkspaceFacts, { experiment, variant, variants }: ImportRequest): Result<readonly RunTarget[], TargetFailure> {
	const found = resolveExperiment(facts, experiment);
	if (!found.ok) return found;
	const named = new Set([...(variant === undefined ? [] : [variant]), ...Object.values(variants ?? {})]);
	const targets: RunTarget[] = [];
	for (const name of new Set([...Object.keys(found.value.experiment.variants), ...named])) {
		const target = resolveRunTarget(facts, { experiment, variant: name });
		if (target.ok) targets.push(target.value);
		else if (named.has(name)) return target;
	}
	return succeed(targets);
}

function selectRuns(runs: readonly ImportedRun[], only: readonly string[] | undefined): Result<readonly ImportedRun[], ImportFailure> {
	if (only === undefined || only.length === 0) return succeed(runs);
	const isCalled = ({ label, source }: ImportedRun, name: string): boolean => label === name || source.id === name;
	const unknown = only.find(name => !runs.some(run => isCalled(run, name)));
	if (unknown === undefined) return succeed(runs.filter(run => only.some(name => isCalled(run, name))));
	const known = runs.map(({ label }) => label);
	return fail({ kind: 'unknown-imported-run', name: unknown, suggestion: nearestWord(unknown, known), known });
}

interface MatchedRuns {
	readonly runs: readonly { readonly run: ImportedRun; readonly candidate: VariantCandidate }[];
	readonly leftOut: ImportPlan['leftOut'];
}

function matchRuns(
	runs: readonly ImportedRun[],
	candidates: readonly VariantCandidate[],
	request: ImportRequest,
): Result<MatchedRuns, ImportFailure> {
	const matched = runs.map(run => ({ run, candidate: matchVariant(run, candidates, request) }));
	const unmatched = matched.flatMap(({ run, candidate }) => (candidate === undefined ? [run.label] : []));
	if (unmatched.length > 0) {
		const variants = candidates.map(({ target }) => target.variantName);
		return fail({ kind: 'unmatched-runs', experiment: request.experiment, labels: unmatched, variants });
	}
	const found = matched.flatMap(({ run, candidate }) => (candidate === undefined ? [] : [{ run, candidate }]));
	const told = new Set(Object.values(request.variants ?? {}));
	const isWanted = ({ candidate: { target } }: MatchedRuns['runs'][number]): boolean =>
		request.variant === undefined || target.variantName === request.variant || told.has(target.variantName);
	return succeed({
		runs: found.filter(isWanted),
		leftOut: found
			.filter(each => !isWanted(each))
			.map(({ run, candidate }) => ({
				label: run.label,
				why: `It is a run of “${candidate.target.variantName}”, and only runs of “${request.variant ?? ''}” were requested.`,
			})),
	});
}

async function existingRuns(targets: readonly RunTarget[], ports: Ports, signal: CancelSignal): Promise<readonly RunRecord[]> {
	const folder = targets[0]?.summary.folder;
	return folder === undefined ? [] : (await loadRuns(ports.files, folder, signal)).runs.map(({ record }) => record);
}

interface PlanningPlace {
	readonly read: ReadImport;
	readonly folder: ScratchFolder;
	readonly existing: readonly RunRecord[];
	readonly ports: Ports;
}

type PlannedParts = Pick<ImportPlan, 'runs' | 'duplicates' | 'leftOut' | 'fields' | 'warnings'>;

/** How many warnings of one run are told at most; the run keeps the lines they are about. */
const warningLimit = 5;

/** Puts a plan together run by run. */
class Planner {
	readonly #place: PlanningPlace;
	readonly #runs: ImportPlan['runs'][number][] = [];
	readonly #duplicates: ImportPlan['duplicates'][number][] = [];
	readonly #leftOut: ImportPlan['leftOut'][number][];
	readonly #warnings: string[] = [];

	constructor(place: PlanningPlace, leftOut: ImportPlan['leftOut']) {
		this.#place = place;
		this.#leftOut = [...leftOut];
	}

	plan(): PlannedParts {
		const { notes } = this.#place.read;
		return {
			runs: this.#runs,
			duplicates: this.#duplicates,
			leftOut: this.#leftOut,
			fields: notes.fields,
			warnings: [...notes.warnings, ...this.#warnings],
		};
	}

	/** Stages and checks one run. A failure forbids the whole import. */
	async add(
		run: ImportedRun,
		{ target, prompt }: VariantCandidate,
		signal: CancelSignal,
	): Promise<ImportFailure | InputFailure | undefined> {
		const { folder, ports } = this.#place;
		const isSamePrompt = isPromptOf(run, prompt);
		const name = `run-${this.#runs.length + this.#duplicates.length + this.#leftOut.length}`;
		const place = {
			folder,
			name,
			experiment: target.summary.experiment.id,
			variant: target.variantName,
			promptSha256: isSamePrompt ? target.prompt.contentHash : null,
		};
		const staged = await stoppable(() => stageRun(run, place, ports, signal));
		if (!staged.ok) return staged.failure;
		if (this.#isKnown(run, staged.value)) return undefined;
		const gathered = await gatherRun(staged.value.request, target, ports, signal);
		if (!gathered.ok) return this.#refusal(run, gathered.failure);
		const warnings = gathered.value.warnings.map(
			warning => `${run.label}: ${warning.replaceAll(`${folder.absolutePath}/${name}/`, '')}`,
		);
		this.#warnings.push(...warnings.slice(0, warningLimit));
		if (warnings.length > warningLimit)
			this.#warnings.push(`${run.label}: ${warnings.length - warningLimit} more warnings of this kind.`);
		this.#warnAboutPrompt(run, target, isSamePrompt);
		const { sampleCount, pointCount } = staged.value;
		this.#runs.push({ label: run.label, target, gathered: gathered.value, sampleCount, pointCount });
		return undefined;
	}

	/** Notes a run that was recorded before. The same id with other content is another state of the run, and said. */
	#isKnown({ label, source }: ImportedRun, { digest }: StagedRun): boolean {
		const recorded = [...this.#place.existing, ...this.#runs.map(({ gathered }) => gathered.record)];
		const same = recorded.find(
			record =>
				record.source.tool === source.tool && record.source.digest === digest && (record.source.id ?? undefined) === source.id,
		);
		if (same !== undefined) {
			this.#duplicates.push({ label, run: same.id, variant: same.variant });
			return true;
		}
		const earlier = recorded.find(
			record => source.id !== undefined && record.source.tool === source.tool && record.source.id === source.id,
		);
		if (earlier !== undefined) {
			this.#warnings.push(
				`${label}: it was recorded as ${earlier.id} with different content, so it is recorded again. Both count in comparisons; delete the older run if it is outdated.`,
			);
		}
		return false;
	}

	/** A run without results is left out; anything else forbids the import. */
	#refusal({ label }: ImportedRun, failure: InputFailure): InputFailure | undefined {
		if (failure.kind === 'nothing-to-record') {
			this.#leftOut.push({ label, why: 'It has neither metrics nor samples.' });
			return undefined;
		}
		if (failure.kind !== 'secret-found') return failure;
		return { ...failure, place: `${failure.place} of “${label}”`.replaceAll(`${this.#place.folder.absolutePath}/`, '') };
	}

	#warnAboutPrompt({ label, promptText }: ImportedRun, { prompt }: RunTarget, isSame: boolean): void {
		if (promptText === undefined || isSame) return;
		const name = prompt.version === undefined ? prompt.name : `${prompt.name}@${prompt.version}`;
		this.#warnings.push(
			`${label}: the prompt that was evaluated is not the text of ${name}, so the run is recorded without a hash of its prompt.`,
		);
	}
}
