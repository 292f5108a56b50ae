import { startExperiment } from '../experiment/move-experiment.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { NewFile } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { applyChange, refusalOfCommit } from '../unit-of-work/apply-change.ts';
import type { AppliedChange, ChangeFailure } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { finishInterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Config } from '../../formats/config/config.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { gatherRun } from './gather-run.ts';
import type { GatheredRun } from './gather-run.ts';
import type { RecordedRun, RecordFailure, RecordRequest } from './record-request.ts';
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
	const interrupted = await finishInterruptedChange(ports);
	const facts = await loadWorkspace(ports.files, ports.git, signal);
	const target = resolveRunTarget(facts, request);
	if (!target.ok) return target;
	const refusal = await refusalBeforehand(facts.config, ports);
	if (refusal !== undefined) return fail(refusal);
	const gathered = await gatherRun(request, target.value, ports, signal);
	if (!gathered.ok) return gathered;
	signal.throwIfAborted();
	const published = await publishRun(target.value, gathered.value, facts.config, ports);
	return published.ok ? succeed({ ...published.value, interrupted }) : published;
}

/** Writes a gathered run and commits it: the one way into a `runs/` folder. Starts an experiment that was only planned. */
export async function publishRun(
	target: RunTarget,
	gathered: GatheredRun,
	config: Config,
	ports: Ports,
): Promise<Result<Omit<RecordedRun, 'interrupted'>, ChangeFailure>> {
	const { record } = gathered;
	const started = await startExperiment(target.summary.path, config.git, ports);
	if (!started.ok) return started;
	const folder = [target.summary.folder, 'runs', record.id].filter(part => part !== '').join('/');
	const applied = await applyChange(
		{
			write: { kind: 'folder', path: folder, files: runFiles(gathered) },
			message: messageFor(target, gathered),
			tag: undefined,
			settings: config.git,
		},
		ports,
	);
	if (!applied.ok) return applied;
	const state = await ports.git.state();
	const isDetached = state.kind === 'repository' && state.branch === undefined;
	const warnings = [...gathered.warnings, ...warningsAbout(applied.value, isDetached)];
	return succeed({ record, folder, applied: applied.value, warnings });
}

/** Told before large files are read, rather than after. */
export async function refusalBeforehand(config: Config, ports: Ports): Promise<ChangeFailure | undefined> {
	return config.git.commit ? await refusalOfCommit(ports, await ports.git.state()) : undefined;
}

function runFiles({ record, samplesFile, seriesFile, artifactFiles }: GatheredRun): ReadonlyMap<string, NewFile> {
	const files = new Map<string, NewFile>([['run.json', { kind: 'text', text: `${JSON.stringify(record, null, 2)}\n` }]]);
	if (samplesFile !== undefined) files.set('samples.jsonl', samplesFile);
	if (seriesFile !== undefined) files.set('series.jsonl', seriesFile);
	for (const [path, file] of artifactFiles) files.set(path, file);
	return files;
}

function messageFor({ prompt }: RunTarget, { record }: GatheredRun): string {
	const seed = record.seed === null ? '' : ` seed ${record.seed}`;
	const version = prompt.version === undefined ? prompt.name : `${prompt.name}@${prompt.version}`;
	return commitMessage(`record(${record.experiment}): ${record.variant}${seed}`, '', [
		['Stagemark-Run', record.id],
		['Stagemark-Prompt', version],
	]);
}

function warningsAbout(applied: AppliedChange, isDetached: boolean): readonly string[] {
	const warnings: string[] = [];
	if (applied.commit !== undefined && isDetached) {
		warnings.push('HEAD is detached, so the commit is on no branch. Make a branch to keep it.');
	}
	if (applied.ignored.length > 0) {
		warnings.push(
			`.gitignore keeps ${applied.ignored.join(', ')} out of Git, so a clone will not have it. Change .gitignore and add it by hand.`,
		);
	}
	return warnings;
}
