import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Change, ChangeFailure } from './change.ts';
import { changeLeftToUser } from './change-left-to-user.ts';
import { unitOfWork } from './unit-of-work.ts';
import type { Written } from './unit-of-work.ts';

/** A file that the tool writes whole. */
export interface OwnFile {
	readonly path: WorkspacePath;
	readonly text: string;
	/** True for the former text of the same file, which is replaced. Any other file stays as it is. */
	readonly isFormer: (before: string) => boolean;
}

/** The file as a change. */
export interface PlannedOwnFile extends Change {
	/** True when the file had the same text before. */
	readonly isSame: boolean;
}

/**
 * Writes the file and commits nothing.
 *
 * @throws The signal's reason when cancelled; nothing is written then.
 */
export async function writeOwnFile(
	file: OwnFile,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<PlannedOwnFile>, ChangeFailure>> {
	return await unitOfWork(() => planOwnFile(file, ports), ports, signal);
}

/** Plans what `writeOwnFile` does. */
export async function planOwnFile(
	{ path, text, isFormer }: OwnFile,
	{ files }: { readonly files: FileReader },
): Promise<Result<PlannedOwnFile, ChangeFailure>> {
	const there = await files.read(path);
	const before = there.kind === 'text' ? there.text : undefined;
	if (there.kind !== 'missing' && (before === undefined || !isFormer(before))) return fail({ kind: 'already-exists', path });
	return succeed({ ...changeLeftToUser({ kind: 'file', path, text, before }), isSame: text === before });
}
