import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports, Worktree } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { sha256HexOfBytes } from '../../base/sha256.ts';
import { beginWork, readWork } from '../unit-of-work/begin-work.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { bringInputs } from './bring-inputs.ts';
import { readBytes } from '../record/read-bytes.ts';
import { patchPath } from '../record/run-context.ts';
import { compareRepeatedRun } from './compare-repeated-run.ts';
import type { ExperimentRunPlan, PlannedRun } from '../run/experiment-run.ts';
import { gatherRun } from '../record/gather-run.ts';
import type { GatheredRun } from '../record/gather-run.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { planExperimentRun } from '../run/plan-experiment-run.ts';
import { ownFolder } from '../../workspace/cards/prompt-file.ts';
import { publishRuns } from '../record/record-run.ts';
import type { ReproduceFailure, ReproduceRequest, Reproduction } from './reproduction.ts';
import { refusalOfRecord } from '../record/refusal-of-record.ts';
import { resolveRunTarget } from '../record/resolve-run-target.ts';
import type { RunTarget } from '../record/resolve-run-target.ts';
import { runCommand } from '../run/run-command.ts';
import type { FinishedCommand } from '../run/run-command.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/**
 * Makes a recorded run again and says how far the results lie apart: checks out its commit beside the workspace, applies the
 * uncommitted changes it was made with, checks prompt and dataset by their hashes, and runs the experiment's command of that
 * time for its variant and seed. The user's working tree is not touched, and nothing is recorded unless asked for.
 *
 * A dataset that is not in Git is copied from the workspace, and used only when it has the recorded hash.
 *
 * @throws The signal's reason when cancelled; the worktree is gone then.
 */
export async function reproduceRun(
	request: ReproduceRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Reproduction, ReproduceFailure>> {
	const begun = await begin(request, ports, signal);
	if (!begun.ok) return begun;
	const { work, found, target } = begun.value;
	const state = await stateOfRun(found.run, ports, signal);
	if (!state.ok) return state;
	const opened = await ports.worktrees.open(state.value, signal);
	if (!opened.ok) return opened;
	try {
		const repeated = await repeatIn(opened.value, found.run, signal);
		if (!repeated.ok) return repeated;
		const { finished } = repeated.value;
		const gathered = request.record === true ? tagged(repeated.value.gathered, request.run) : repeated.value.gathered;
		try {
			const compared = await compareRepeatedRun(
				{ original: found.run, runs: found.siblings, gathered, tolerance: request.tolerance },
				ports,
				signal,
			);
			if (target === undefined) return succeed({ ...compared, recorded: undefined });
			const published = await publishRuns([{ target, gathered }], { begun: work }, ports);
			if (!published.ok) return published;
			const [recorded] = published.value;
			return succeed({ ...compared, recorded: recorded && { ...recorded, interrupted: work.interrupted } });
		} finally {
			await finished.folder.dispose();
		}
	} finally {
		await opened.value.dispose();
	}
}

interface Begun {
	readonly work: Work;
	readonly found: NonNullable<Awaited<ReturnType<typeof findRun>>>;
	/** What the new run is to be recorded for; undefined when it is not. */
	readonly target: RunTarget | undefined;
}

/** Finds the run and, where the new one is to be recorded, what would keep it from that: before the command costs anything. */
async function begin({ run, record }: ReproduceRequest, ports: Ports, signal: CancelSignal): Promise<Result<Begun, ReproduceFailure>> {
	const work = await (record === true ? beginWork : readWork)(ports, signal);
	const found = await findRun(run, work.index, ports, signal);
	if (found === undefined) return fail({ kind: 'unknown-run', run });
	if (record !== true) return succeed({ work, found, target: undefined });
	const target = resolveRunTarget(work.index, found.run.record);
	if (!target.ok) return target;
	const refusal = await refusalOfRecord(target.value, found.run.record, work, ports);
	return refusal === undefined ? succeed({ work, found, target: target.value }) : fail(refusal);
}

async function findRun(
	id: string,
	{ experiments }: WorkspaceFacts,
	{ files }: Ports,
	signal: CancelSignal,
): Promise<{ readonly run: LoadedRun; readonly siblings: readonly RunRecord[] } | undefined> {
	for (const { folder } of experiments) {
		const { runs } = await loadRuns(files, folder, signal);
		const run = runs.find(({ record }) => record.id === id);
		if (run !== undefined) return { run, siblings: runs.map(({ record }) => record) };
	}
	return undefined;
}

/** The commit and the uncommitted changes a run was made with. */
async function stateOfRun(
	{ record, folder }: LoadedRun,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<{ readonly commit: string; readonly patch: Uint8Array | undefined }, ReproduceFailure>> {
	const { id, status, git } = record;
	if (status !== 'completed') return fail({ kind: 'run-not-completed', run: id, status });
	const commit = git?.commit ?? undefined;
	if (git === null || commit === undefined || git.dirty === null) return fail({ kind: 'run-without-commit', run: id });
	const patch = await patchOf({ id, folder }, git, ports, signal);
	return patch.ok ? succeed({ commit, patch: patch.value }) : patch;
}

/** The change of tracked files that a run was made with; undefined when there was none. */
async function patchOf(
	{ id, folder }: { readonly id: string; readonly folder: string },
	{ dirty, patch_sha256: recorded, patch_omitted: isOmitted, files }: NonNullable<RunRecord['git']>,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Uint8Array | undefined, ReproduceFailure>> {
	// With untracked inputs alone there was nothing to make a patch of.
	const hasNone = dirty !== true || (recorded === undefined && files !== undefined && isOmitted !== true);
	if (hasNone) return succeed(undefined);
	if (recorded === undefined) return fail({ kind: 'patch-not-kept', run: id, isDamaged: false });
	const { value: patch } = await readBytes(`${ports.files.root}/${folder}/${patchPath}`, ports, { signal, limit: Infinity });
	const isIntact = patch !== undefined && sha256HexOfBytes(patch) === recorded;
	return isIntact ? succeed(patch) : fail({ kind: 'patch-not-kept', run: id, isDamaged: true });
}

interface RepeatedRun {
	readonly gathered: GatheredRun;
	/** Its folder holds the files of `gathered`. */
	readonly finished: FinishedCommand;
}

async function repeatIn(worktree: Worktree, run: LoadedRun, signal: CancelSignal): Promise<Result<RepeatedRun, ReproduceFailure>> {
	const { ports } = worktree;
	const { record: original } = run;
	const missing = await bringInputs(worktree, run, signal);
	if (missing !== undefined) return fail(missing);
	const planned = await planIn(ports, original, signal);
	if (!planned.ok) return planned;
	const { plan, run: repeated } = planned.value;
	if (plan.way.kind !== 'command') return fail({ kind: 'evaluation-not-reproduced', run: original.id });
	const finished = await runCommand(plan, plan.way, repeated, { ports, signal });
	const failure = await failureOf(finished, plan.way.command, original, ports);
	const gathered = failure === undefined ? await gatherRun(finished.request, repeated.target, ports, signal) : fail(failure);
	if (gathered.ok) return succeed({ gathered: gathered.value, finished });
	await finished.folder.dispose();
	return gathered;
}

async function planIn(
	ports: Ports,
	{ experiment, variant, seed, prompt, git }: RunRecord,
	signal: CancelSignal,
): Promise<Result<{ readonly plan: ExperimentRunPlan; readonly run: PlannedRun }, ReproduceFailure>> {
	const plan = await planExperimentRun({ experiment, variant, again: true, ...(seed === null ? {} : { seed }) }, ports, signal);
	if (!plan.ok) {
		const isMissing = ['unknown-experiment', 'unknown-variant', 'unresolved-prompt'].includes(plan.failure.kind);
		return isMissing ? fail({ kind: 'plan-not-in-commit', experiment, variant, commit: git?.commit ?? '' }) : plan;
	}
	const [run] = plan.value.missing;
	if (run === undefined) return fail({ kind: 'plan-not-in-commit', experiment, variant, commit: git?.commit ?? '' });
	const { path, contentHash: found } = run.target.prompt;
	const recorded = prompt?.sha256 ?? found;
	return found === recorded
		? succeed({ plan: plan.value, run: { ...run, seed } })
		: fail({ kind: 'prompt-differs', path, recorded, found });
}

/** Exit codes by which a shell says that it found no such command, or may not start it. */
const shellRefusal = /exit code 12[67]\./;

async function failureOf(
	{ request, folder }: FinishedCommand,
	command: string,
	{ scorer }: RunRecord,
	ports: Ports,
): Promise<ReproduceFailure | undefined> {
	if (request.status !== 'failed') return undefined;
	const reason = request.notes ?? '';
	const file = scorer?.sha256 === undefined ? undefined : scorer.name;
	const isFileMissing = file !== undefined && command.includes(file) && (await ports.files.read(file)).kind === 'missing';
	if (isFileMissing || shellRefusal.test(reason)) return { kind: 'command-missing', command, file: isFileMissing ? file : undefined };
	const log = await ports.external(`${folder.absolutePath}/${ownFolder}/output.log`).read();
	const lines = log.kind === 'text' ? log.text.trimEnd().split('\n') : [];
	return { kind: 'command-failed', command, reason, lastLines: lines.slice(-5).join('\n') };
}

function tagged(gathered: GatheredRun, run: string): GatheredRun {
	return { ...gathered, record: { ...gathered.record, tags: { ...gathered.record.tags, reproduces: run } } };
}
