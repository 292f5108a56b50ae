import { startExperiment } from '../experiment/move-experiment.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { NewFile } from '../../ports/file-store.ts';
import type { GitState } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import { beginWork, refusalOfWork } from '../unit-of-work/begin-work.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { AppliedChange, ChangeFailure } from '../unit-of-work/change.ts';
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
	return await publishRun(target.value, gathered.value, work, ports);
}

/**
 * Writes a gathered run and commits it: the one way into a `runs/` folder. Starts an experiment that was only planned, as a commit of
 * its own.
 */
export async function publishRun(
	target: RunTarget,
	gathered: GatheredRun,
	begun: Work,
	ports: Ports,
): Promise<Result<RecordedRun, ChangeFailure>> {
	const { record } = gathered;
	const started = await startExperiment(target.summary.path, begun, ports);
	if (!started.ok) return started;
	const folder = [target.summary.folder, 'runs', record.id].filter(part => part !== '').join('/');
	const plan = {
		record,
		folder,
		write: { kind: 'folder', path: folder, files: runFiles(gathered) },
		message: recordMessage(target, record),
		tag: undefined,
		settings: begun.index.config.git,
		warningsAbout: (applied: AppliedChange, before: GitState) => [
			...gathered.warnings,
			...reservationsAboutRun(record, target.summary),
			...warningsAbout(applied, before),
		],
	} as const;
	return await unitOfWork(() => Promise.resolve(succeed(plan)), ports, notCancellable, { begun });
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
