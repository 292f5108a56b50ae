import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { AppliedChange, ChangeFailure } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { notCancellable } from '../unit-of-work/not-cancellable.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { endedMethodology, runningMethodology } from '../../formats/experiment/edit-methodology.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import { readMethodology } from '../../formats/experiment/read-methodology.ts';

/** What a move of an experiment's status came to; undefined when there was nothing to move. */
export type MovedExperiment = Result<AppliedChange | undefined, ChangeFailure>;

/**
 * Sets `status: running` and the start date with the first run, and again after a failure, as one commit of the
 * methodology as it is. A methodology that says no status, or cannot be read without mistakes, is left alone.
 */
export async function startExperiment(path: WorkspacePath, begun: Work, ports: Ports, attempt = 1): Promise<MovedExperiment> {
	const methodology = await readMethodology(path, ports);
	if (!methodology.ok) return succeed(undefined);
	const { parsed, experiment } = methodology.value;
	const isWaiting = experiment.status === 'planned' || experiment.status === 'failed';
	// Without the key the status is planned by default, and whoever leaves it out does not keep one.
	if (!isWaiting || !/^["']?status["']?\s*:/m.test(parsed.text)) return succeed(undefined);
	const text = runningMethodology(parsed, ports.clock.now().slice(0, 10));
	const subject = `start(${experiment.id}): ${experiment.status} -> running`;
	const moved = await replace({ path, before: parsed.text, text, subject }, begun, ports);
	// Another process has just started it, or somebody is editing the file: what it says now decides.
	const isOutrun = !moved.ok && moved.failure.kind === 'changed-meanwhile' && attempt < attempts;
	return isOutrun ? await startExperiment(path, begun, ports, attempt + 1) : moved;
}

const attempts = 5;

/**
 * Sets `status: failed` and the end date when every variant and seed was run and not one run was completed. Anything else
 * is left alone.
 */
export async function failExperiment(path: WorkspacePath, begun: Work, ports: Ports, signal: CancelSignal): Promise<MovedExperiment> {
	const methodology = await readMethodology(path, ports);
	if (!methodology.ok || methodology.value.experiment.status !== 'running') return succeed(undefined);
	const { parsed, experiment } = methodology.value;
	const { runs } = await loadRuns(ports.files, parsed.folder, signal);
	const records = runs.map(({ record }) => record);
	if (!hasFailed(experiment, records)) return succeed(undefined);
	const text = endedMethodology(parsed, 'failed', ports.clock.now().slice(0, 10));
	const subject = `fail(${experiment.id}): none of ${records.length} runs was completed`;
	return await replace({ path, before: parsed.text, text, subject }, begun, ports);
}

/** True when each combination of variant and seed has a run, and none of all runs was completed. */
export function hasFailed({ variants, seeds = [] }: Experiment, runs: readonly RunRecord[]): boolean {
	if (runs.some(({ status }) => status === 'completed')) return false;
	const planned = seeds.length === 0 ? [null] : seeds;
	return Object.keys(variants).every(variant =>
		planned.every(seed => runs.some(run => run.variant === variant && (seed === null || run.seed === seed))),
	);
}

interface Replacement {
	readonly path: WorkspacePath;
	readonly before: string;
	/** Undefined for a file that cannot be edited. */
	readonly text: string | undefined;
	readonly subject: string;
}

async function replace({ path, before, text, subject }: Replacement, begun: Work, ports: Ports): Promise<MovedExperiment> {
	if (text === undefined || text === before) return succeed(undefined);
	const change = {
		write: { kind: 'file', path, text, before },
		message: commitMessage(subject, '', []),
		tag: undefined,
		settings: begun.index.config.git,
	} as const;
	const moved = await unitOfWork(() => Promise.resolve(succeed(change)), ports, notCancellable, { begun });
	return moved.ok ? succeed(moved.value.applied) : moved;
}
