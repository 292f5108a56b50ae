import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import { folderOf } from '../../workspace/resolve-include.ts';
import { setOwnValue } from '../../base/set-own-value.ts';

/**
 * The files that pin what is installed for a run, as path to SHA-256 in lower-case hex: those beside any of `near`, and in every folder
 * above them up to the root of the workspace. Sorted by path.
 *
 * @param near - The methodology and the files that score.
 * @param listed - All files of the workspace.
 */
export async function findLockFiles(
	near: readonly WorkspacePath[],
	listed: Iterable<WorkspacePath>,
	files: FileReader,
	signal: CancelSignal,
): Promise<Record<WorkspacePath, string>> {
	const folders = new Set(['', ...near.flatMap(foldersAbove)]);
	const found: Record<WorkspacePath, string> = {};
	for (const path of [...listed].filter(each => isLockFile(each) && folders.has(folderOf(each))).sort()) {
		const sha256 = await files.sha256(path, signal);
		if (sha256 !== undefined) setOwnValue(found, path, sha256);
	}
	return found;
}

function foldersAbove(path: WorkspacePath): readonly WorkspacePath[] {
	const folders: WorkspacePath[] = [];
	for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) folders.push(folder);
	return folders;
}

function isLockFile(path: WorkspacePath): boolean {
	const name = path.slice(path.lastIndexOf('/') + 1);
	return lockFileNames.has(name) || /^requirements[\w.-]*\.(?:txt|lock)$/.test(name);
}

/** Files in which package managers pin what is installed; those of pip are told by their pattern. */
const lockFileNames: ReadonlySet<string> = new Set([
	'Cargo.lock',
	'Gemfile.lock',
	'Pipfile.lock',
	'bun.lock',
	'composer.lock',
	'conda-lock.yml',
	'deno.lock',
	'go.sum',
	'npm-shrinkwrap.json',
	'package-lock.json',
	'pdm.lock',
	'pixi.lock',
	'pnpm-lock.yaml',
	'poetry.lock',
	'pylock.toml',
	'renv.lock',
	'uv.lock',
	'yarn.lock',
]);
