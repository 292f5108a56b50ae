import { startExperiment } from '../experiment/move-experiment.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { NewFile, WorkspacePath } from '../../ports/file-store.ts';
import type { GitState } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginWork, refusalOfWork } from '../unit-of-work/begin-work.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { AppliedChange, Change, ChangeFailure, FoldersChange } from '../unit-of-work/change.ts';
import { detachedWarning } from '../unit-of-work/detached-warning.ts';
import { notCancellable } from '../unit-of-work/not-cancellable.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { gatherRun } from './gather-run.ts';
import type { GatheredRun } from './gather-run.ts';
import type { RecordedRun, RecordFailure, RecordRequest } from './record-request.ts';
import { recordMessage } from './record-message.ts';
import { reservationsAboutRun } from './reservations-about-run.ts';
import { resolveRunTarget } from './resolve-run-target.ts';
import type { RunTarget } from './resolve-run-target.ts';

/**
 * Records one run from files: `runs/<id>/` with run.json, the samples as they were given, and artifacts, published in one
 * rename and committed as `record(exp-001): v2 seed 1`. Nothing is written when the answer is a failure.
 *
 * Refused when a credential is found in whatever would go into Git: parameters, metrics, tags, notes, samples.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function recordRun(request: RecordRequest, ports: Ports, signal: CancelSignal): Promise<Result<RecordedRun, RecordFailure>> {
	const work = await beginWork(ports, signal);
	const target = resolveRunTarget(work.index, request);
	if (!target.ok) return target;
	const refusal = await refusalOfWork(work, ports);
	if (refusal !== undefined) return fail(refusal);
	const gathered = await gatherRun(request, target.value, ports, signal);
	if (!gathered.ok) return gathered;
	signal.throwIfAborted();
	const published = await publishRuns([{ target: target.value, gathered: gathered.value }], { begun: work }, ports);
	if (!published.ok) return published;
	const [recorded] = published.value;
	return recorded === undefined ? fail({ kind: 'nothing-to-record' }) : succeed(recorded);
}

/** A gathered run, and where it belongs. */
export interface PublishableRun {
	readonly target: RunTarget;
	readonly gathered: GatheredRun;
}

/**
 * Writes gathered runs and commits them together: the one way into a `runs/` folder. Starts an experiment that was only planned, as
 * a commit of its own.
 *
 * @param runs - At least one.
 * @param origin - What several runs were brought from, for the message of their commit.
 */
export async function publishRuns(
	runs: readonly PublishableRun[],
	{ begun, origin = 'files' }: { readonly begun: Work; readonly origin?: string },
	ports: Ports,
): Promise<Result<readonly RecordedRun[], ChangeFailure>> {
	for (const path of new Set(runs.map(({ target }) => target.summary.path))) {
		const started = await startExperiment(path, begun, ports);
		if (!started.ok) return started;
	}
	const folders = new Map(runs.map(({ target, gathered }) => [folderOf(target, gathered), runFiles(gathered)]));
	const plan: Change = {
		write: writeOf(folders),
		message: recordMessage(
			runs.map(({ target, gathered }) => ({ target, record: gathered.record })),
			origin,
		),
		tag: undefined,
		settings: begun.index.config.git,
		warningsAbout,
	};
	const written = await unitOfWork(() => Promise.resolve(succeed(plan)), ports, notCancellable, { begun });
	if (!written.ok) return written;
	const { applied, warnings, interrupted } = written.value;
	return succeed(
		runs.map(({ target, gathered }) => ({
			record: gathered.record,
			folder: folderOf(target, gathered),
			applied,
			warnings: [...gathered.warnings, ...reservationsAboutRun(gathered.record, target.summary), ...warnings],
			interrupted,
		})),
	);
}

function folderOf({ summary }: RunTarget, { record }: GatheredRun): WorkspacePath {
	return [summary.folder, 'runs', record.id].filter(part => part !== '').join('/');
}

function writeOf(folders: FoldersChange['folders']): Change['write'] {
	const [first] = folders;
	if (first !== undefined && folders.size === 1) return { kind: 'folder', path: first[0], files: first[1] };
	const parents = new Set([...folders.keys()].map(path => path.slice(0, path.lastIndexOf('/'))));
	return { kind: 'folders', path: parents.size === 1 ? ([...parents][0] ?? '') : '', folders };
}

function runFiles({ record, samplesFile, seriesFile, artifactFiles }: GatheredRun): ReadonlyMap<string, NewFile> {
	const files = new Map<string, NewFile>([['run.json', { kind: 'text', text: `${JSON.stringify(record, null, 2)}\n` }]]);
	if (samplesFile !== undefined) files.set('samples.jsonl', samplesFile);
	if (seriesFile !== undefined) files.set('series.jsonl', seriesFile);
	for (const [path, file] of artifactFiles) files.set(path, file);
	return files;
}

function warningsAbout(applied: AppliedChange, before: GitState): readonly string[] {
	const warnings = [...detachedWarning(applied, before)];
	if (applied.ignored.length > 0) {
		warnings.push(
			`.gitignore keeps ${applied.ignored.join(', ')} out of Git, so a clone will not have it. Change .gitignore and add it by hand.`,
		);
	}
	return warnings;
}
