import { readdirSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileEntry, FileListing, UnreadPath, WorkspacePath } from '../../core/ports/file-store.ts';
import { confinedPath, isGitFolderName } from './confined-path.ts';
import { errorCode, reasonOf } from './error-code.ts';
import { isUnfinishedFolder } from './publish-folder.ts';
import { Turns } from './turns.ts';

/** Every file below a folder of the workspace. See `FileReader.list` for what is skipped and what is named. */
export async function listFiles(realRoot: string, folder: WorkspacePath, signal: CancelSignal): Promise<FileListing> {
	const turns = new Turns();
	const start = confinedPath(realRoot, folder);
	if (start === undefined) return { files: [], unread: [] };
	const files: FileEntry[] = [];
	const unread: UnreadPath[] = [];
	const waiting: { readonly absolute: string; readonly path: WorkspacePath }[] = [{ absolute: start, path: folder }];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		await turns.next();
		signal.throwIfAborted();
		const { absolute, path } = next;
		const entries = entriesOf(absolute);
		if (typeof entries === 'string') {
			unread.push({ path, isFolder: true, reason: entries });
			continue;
		}
		for (const entry of entries.filter(({ name }) => !isSkipped(name))) {
			if (entry.isDirectory()) waiting.push({ absolute: join(absolute, entry.name), path: pathBelow(path, entry.name) });
		}
		for (const entry of entries) {
			await turns.next();
			const found = describe(realRoot, { entry, absolute: join(absolute, entry.name), path: pathBelow(path, entry.name) });
			if (found !== undefined && 'reason' in found) unread.push(found);
			else if (found !== undefined) files.push(found);
		}
	}
	return { files: files.sort(byPath), unread: unread.sort(byPath) };
}

/** What stands in a folder; none where it is missing or a file. Where it cannot be opened, the reason. */
function entriesOf(folder: string): readonly Dirent[] | string {
	try {
		return readdirSync(folder, { withFileTypes: true });
	} catch (error) {
		return isGone(error) ? [] : reasonOf(error);
	}
}

function isGone(error: unknown): boolean {
	return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
}

function isSkipped(name: string): boolean {
	return name === 'node_modules' || isGitFolderName(name) || isUnfinishedFolder(name);
}

/** Undefined for whatever is no file, and for a link to a folder inside the workspace, which is listed where it stands. */
function describe(
	realRoot: string,
	found: { readonly entry: Dirent; readonly absolute: string; readonly path: WorkspacePath },
): FileEntry | UnreadPath | undefined {
	const { entry, absolute, path } = found;
	if (!entry.isFile() && !entry.isSymbolicLink()) return undefined;
	if (entry.isSymbolicLink() && confinedPath(realRoot, path) === undefined) {
		return { path, isFolder: false, reason: 'a link that does not point to a file of the workspace' };
	}
	try {
		const facts = statSync(absolute);
		return facts.isFile() ? { path, byteCount: facts.size, modifiedMs: facts.mtimeMs } : undefined;
	} catch (error) {
		return isGone(error) ? undefined : { path, isFolder: false, reason: reasonOf(error) };
	}
}

function byPath(left: { readonly path: WorkspacePath }, right: { readonly path: WorkspacePath }): number {
	return left.path < right.path ? -1 : 1;
}

function pathBelow(folder: WorkspacePath, name: string): WorkspacePath {
	return folder === '' ? name : `${folder}/${name}`;
}
