import { printableLine } from '../../core/base/text/printable.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileWriter, WorkspacePath } from '../../core/ports/file-store.ts';
import { describeFailure } from '../../core/words/describe-failure.ts';
import type { LanguageService } from '../../language-server/language-service.ts';
import { UsageError } from '../text/output.ts';
import type { AppliedFixes, UndoneFixInFile } from './check-result.ts';

/**
 * Repairs files, each until no fix is left that holds what it says, and writes each once.
 *
 * @throws UsageError when a file cannot be written.
 */
export async function applyFixes(
	service: LanguageService,
	writer: FileWriter,
	target: { readonly paths: readonly WorkspacePath[]; readonly includeUnsafe: boolean },
	signal: CancelSignal,
): Promise<AppliedFixes> {
	let applied = 0;
	const undone: UndoneFixInFile[] = [];
	for (const path of target.paths) {
		const repaired = await service.repair(path, target.includeUnsafe ? 'all' : 'safe', signal);
		if (repaired === undefined) continue;
		undone.push(...repaired.undone.map(({ rule, title, reason }) => ({ file: path, rule, title, reason: reasonInWords(reason) })));
		if (repaired.fixCount === 0) continue;
		const changed = [...(repaired.isUntouched === true ? [] : [{ path, text: repaired.text }]), ...(repaired.others ?? [])];
		for (const { path: each, text } of changed) await save(writer, each, text);
		// What the next file may be fixed to depends on what this one says now.
		await service.filesChanged(
			changed.map(file => file.path),
			signal,
		);
		applied += repaired.fixCount;
	}
	return { applied, undone };
}

/** One line for each fix that was taken back. */
export function undoneFixText({ file, rule, title, reason }: UndoneFixInFile): string {
	return `${printableLine(file)}: the fix “${printableLine(title)}” of ${rule} was undone, because ${reason}. Change it by hand.`;
}

type Reason = NonNullable<Awaited<ReturnType<LanguageService['repair']>>>['undone'][number]['reason'];

function reasonInWords(reason: Reason): string {
	return reason.kind === 'finding-stays' ? 'its finding was still there afterwards' : `it brings findings of ${reason.rules.join(', ')}`;
}

async function save(writer: FileWriter, path: WorkspacePath, text: string): Promise<void> {
	const written = await writer.write(path, text);
	if (written.ok) return;
	const { what, why, action } = describeFailure(written.failure);
	throw new UsageError(`${what} ${why} ${action}`);
}
