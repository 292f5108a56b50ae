import { sha256Hex, sha256HexOfBytes } from '../../base/sha256.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { PendingChange } from '../../ports/change-journal.ts';
import type { FileReader, NewFile, WorkspacePath } from '../../ports/file-store.ts';
import type { Change, FileChange, FilesChange } from './change.ts';
import { ownValue } from '../../base/own-value.ts';

/** Every file a change writes or commits, with the SHA-256 of its bytes, as the journal notes it. */
export function writtenContents(write: Change['write']): Readonly<Record<WorkspacePath, string>> {
	if (write.kind === 'file' || write.kind === 'files')
		return Object.fromEntries(filesOf(write).map(({ path, text }) => [path, text === undefined ? deleted : sha256Hex(text)]));
	const folders = write.kind === 'folder' ? [[write.path, write.files] as const] : [...write.folders];
	return Object.fromEntries(
		folders.flatMap(([path, files]) => [...files].map(([name, file]) => [`${path}/${name}`, digestOfFile(file)] as const)),
	);
}

/** In the place of a digest, for a file that is deleted. */
const deleted = '';

/** The single files of a change, those that are committed as they are among them. */
export function filesOf(change: FileChange | FilesChange): FilesChange['files'] {
	if (change.kind === 'files') return change.files;
	const { path, text, before, alongside = [] } = change;
	return [{ path, text, before }, ...alongside.map(file => ({ ...file, before: file.text }))];
}

/** How much of a noted change is on disk: all of it, nothing, some of its several files, or something that is neither. */
export async function writtenState(
	files: FileReader,
	change: PendingChange,
	signal: CancelSignal,
): Promise<'all' | 'nothing' | 'some-files' | 'something-else'> {
	const wanted = Object.entries(change.contents);
	const found = await Promise.all(wanted.map(async ([path, digest]) => ({ path, digest, onDisk: await files.sha256(path, signal) })));
	const isNew = ({ digest, onDisk }: (typeof found)[number]): boolean => digest === (onDisk ?? deleted);
	if (found.every(isNew)) return 'all';
	const { before } = change;
	if (before !== undefined) {
		const isOld = ({ path, onDisk }: (typeof found)[number]): boolean => onDisk === digestBefore(ownValue(before, path));
		if (found.every(isOld)) return 'nothing';
		return found.every(file => isNew(file) || isOld(file)) ? 'some-files' : 'something-else';
	}
	// Of a folder nothing is there before its rename. A file that is not the new one is the old one, or the user's.
	const isFolder = wanted.length !== 1 || wanted[0]?.[0] !== change.path;
	return isFolder && found.some(({ onDisk }) => onDisk !== undefined) ? 'something-else' : 'nothing';
}

function digestBefore(text: string | null | undefined): string | undefined {
	return text === null || text === undefined ? undefined : sha256Hex(text);
}

function digestOfFile(file: NewFile): string {
	switch (file.kind) {
		case 'text':
			return sha256Hex(file.text);
		case 'bytes':
			return sha256HexOfBytes(file.bytes);
		case 'copy':
			return file.sha256;
	}
}
