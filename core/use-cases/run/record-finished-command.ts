import type { FailureDescription } from '../../base/words-of-failure.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { notCancellable } from '../unit-of-work/not-cancellable.ts';
import type { Result } from '../../base/result.ts';
import { findSecrets } from '../../base/secrets/find-secrets.ts';
import type { InputFailure, RecordedRun, RecordFailure, RecordRequest } from '../record/record-request.ts';
import { recordRun } from '../record/record-run.ts';
import type { FinishedCommand } from './run-command.ts';

/**
 * Records what a command wrote. What cannot be recorded as it is makes the run a failed one: its log is kept, and the
 * reason stands in the notes. Files that were refused are kept as they are below `artifacts/rejected/`, unless they are
 * too large or hold a credential. Somebody else who is writing is waited for.
 *
 * @param inWords - Says why something was refused; the words stand above every use case.
 * @param signal - Ends the waiting. What is finished is recorded all the same.
 */
export async function recordFinishedCommand(
	{ request, folder, unknownFiles, resultFiles, failedRequest }: FinishedCommand,
	inWords: (failure: RecordFailure) => FailureDescription,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<RecordedRun, RecordFailure>> {
	const inFolder = (text: string): string => text.replaceAll(`${folder.absolutePath}/`, '');
	let recorded = await recordPatiently(request, ports, signal);
	if (!recorded.ok && isUnusable(recorded.failure)) {
		const { what, why } = inWords(recorded.failure);
		const kept = await keepable(resultFiles, folder.absolutePath, ports);
		recorded = await recordPatiently(failedRequest(inFolder(`${what} ${why}`), kept), ports, signal);
	}
	if (!recorded.ok) return recorded;
	const { value } = recorded;
	return { ok: true, value: { ...value, warnings: [...value.warnings.map(inFolder), ...warningsAbout(unknownFiles)] } };
}

/** What lies in the command's own files, and what running it again would not change. */
const unusableKinds: ReadonlySet<RecordFailure['kind']> = new Set<InputFailure['kind']>([
	'artifact-too-large',
	'duplicate-artifact',
	'invalid-input',
	'no-usable-samples',
	'nothing-to-record',
	'secret-found',
	'unreadable-input',
]);

function isUnusable({ kind }: RecordFailure): boolean {
	return unusableKinds.has(kind);
}

/** Largest file of results that is kept although it could not be recorded: 1 MB, enough to see what is wrong. */
const keepableByteCount = 1024 * 1024;

async function keepable(names: readonly string[], folder: string, ports: Ports): Promise<readonly string[]> {
	const kept: string[] = [];
	for (const name of names) {
		const content = await ports.external(`${folder}/${name}`).read();
		if (content.kind === 'text' && content.text.length <= keepableByteCount && findSecrets(content.text).length === 0) kept.push(name);
	}
	return kept;
}

/** Half a minute, in which whoever else records is long done. */
const attemptCount = 120;
const pauseMs = 250;

async function recordPatiently(request: RecordRequest, ports: Ports, signal: CancelSignal): Promise<Result<RecordedRun, RecordFailure>> {
	for (let attempt = 1; ; attempt++) {
		const recorded = await recordRun(request, ports, notCancellable);
		const isBusy = !recorded.ok && (recorded.failure.kind === 'busy' || recorded.failure.kind === 'index-locked');
		if (!isBusy || attempt >= attemptCount || signal.aborted) return recorded;
		await ports.clock.wait(pauseMs);
	}
}

function warningsAbout(unknownFiles: readonly string[]): readonly string[] {
	if (unknownFiles.length === 0) return [];
	const shown = unknownFiles.slice(0, 5).join(', ') + (unknownFiles.length > 5 ? ', …' : '');
	return [
		`The command also wrote ${shown}, which is not kept. Kept are metrics.json, params.json, samples.jsonl, series.jsonl and what lies in artifacts/.`,
	];
}
