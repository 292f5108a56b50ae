import { sha256Hex, sha256HexOfBytes } from '../sha256.ts';
import type { CancelSignal, FileReader, NewFile, PendingChange, WorkspacePath } from '../ports.ts';
import type { FileChange, FolderChange } from './change.ts';

/** Every file a change writes, with the SHA-256 of its bytes, as the journal notes it. */
export function writtenContents(write: FileChange | FolderChange): Readonly<Record<WorkspacePath, string>> {
	if (write.kind === 'file') return { [write.path]: sha256Hex(write.text) };
	return Object.fromEntries([...write.files].map(([name, file]) => [`${write.path}/${name}`, digestOfFile(file)]));
}

/** How much of a noted change is on disk: all of it, nothing of it, or something that is neither. */
export async function writtenState(
	files: FileReader,
	change: PendingChange,
	signal: CancelSignal,
): Promise<'all' | 'nothing' | 'something-else'> {
	const wanted = Object.entries(change.contents);
	const found = await Promise.all(wanted.map(async ([path, digest]) => ({ digest, onDisk: await files.sha256(path, signal) })));
	if (found.every(({ digest, onDisk }) => digest === onDisk)) return 'all';
	// Of a folder nothing is there before its rename. A file that is not the new one is the old one, or the user's.
	const isFolder = wanted.length !== 1 || wanted[0]?.[0] !== change.path;
	return isFolder && found.some(({ onDisk }) => onDisk !== undefined) ? 'something-else' : 'nothing';
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
