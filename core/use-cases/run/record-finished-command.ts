import type { FailureDescription } from '../../base/words-of-failure.ts';
import type { Ports } from '../../ports/ports.ts';
import { notCancellable } from '../unit-of-work/not-cancellable.ts';
import type { Result } from '../../base/result.ts';
import { findSecrets } from '../../base/secrets/find-secrets.ts';
import type { InputFailure, RecordedRun, RecordFailure } from '../record/record-request.ts';
import { recordRun } from '../record/record-run.ts';
import type { FinishedCommand } from './run-command.ts';

/**
 * Records what a command wrote. What cannot be recorded as it is makes the run a failed one: its log is kept, and the
 * reason stands in the notes. Files that were refused are kept as they are below `artifacts/rejected/`, unless they are
 * too large or hold a credential. Somebody else who is writing is waited for.
 *
 * @param inWords - Says why something was refused; the words stand above every use case.
 */
export async function recordFinishedCommand(
	{ request, folder, unknownFiles, resultFiles, failedRequest }: FinishedCommand,
	inWords: (failure: RecordFailure) => FailureDescription,
	ports: Ports,
): Promise<Result<RecordedRun, RecordFailure>> {
	const inFolder = (text: string): string => text.replaceAll(`${folder.absolutePath}/`, '');
	let recorded = await recordRun(request, ports, notCancellable);
	if (!recorded.ok && isUnusable(recorded.failure)) {
		const { what, why } = inWords(recorded.failure);
		const kept = await keepable(resultFiles, folder.absolutePath, ports);
		recorded = await recordRun(failedRequest(inFolder(`${what} ${why}`), kept), ports, notCancellable);
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

function warningsAbout(unknownFiles: readonly string[]): readonly string[] {
	if (unknownFiles.length === 0) return [];
	const shown = unknownFiles.slice(0, 5).join(', ') + (unknownFiles.length > 5 ? ', …' : '');
	return [
		`The command also wrote ${shown}, which is not kept. Kept are metrics.json, params.json, samples.jsonl, series.jsonl and what lies in artifacts/.`,
	];
}
