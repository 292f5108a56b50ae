import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { GitFileStatus } from '../../core/ports/git.ts';
import { isSameBlob, isUntouched, statOnDisk } from './blob-on-disk.ts';
import { sameWhenConverted } from './commit/converted-content.ts';
import type { Checkout } from './commit/converted-content.ts';
import { readIndexEntries } from './index-entries.ts';
import type { IndexEntry } from './index-entries.ts';

/**
 * How files differ from HEAD, index and disk taken together, which files `.gitignore` keeps out not told apart. `git status` would
 * say it too, but starts the filters that the repository's settings name. A mode alone is no difference. What cannot be looked at
 * counts as changed.
 *
 * @param gitFolder - Absolute path of the Git directory with the index.
 */
export async function readStatus(
	paths: readonly WorkspacePath[],
	checkout: Checkout,
	gitFolder: string,
): Promise<ReadonlyMap<WorkspacePath, GitFileStatus>> {
	const statuses = new Map<WorkspacePath, GitFileStatus>();
	for (let start = 0; start < paths.length; start += pathsAtOnce)
		for (const [path, status] of await statusOfSome(paths.slice(start, start + pathsAtOnce), checkout, gitFolder))
			statuses.set(path, status);
	return statuses;
}

/** A command line has no room for more. */
const pathsAtOnce = 200;

async function statusOfSome(
	paths: readonly WorkspacePath[],
	checkout: Checkout,
	gitFolder: string,
): Promise<readonly [WorkspacePath, GitFileStatus][]> {
	const entries = await readIndexEntries(checkout.run, paths);
	if (entries === undefined) return paths.map(path => [path, 'changed']);
	const staged = await stagedOf(paths, checkout);
	const known = paths.flatMap(path => entries.get(path) ?? []);
	const different = await differentOnDisk(known, checkout, gitFolder);
	return await Promise.all(
		paths.map(async (path): Promise<[WorkspacePath, GitFileStatus]> => {
			if (entries.has(path)) return [path, staged.has(path) || different.has(path) ? 'changed' : 'unchanged'];
			if ((await statOnDisk(join(checkout.root, path))) !== undefined) return [path, 'untracked'];
			return [path, staged.has(path) ? 'changed' : 'unchanged'];
		}),
	);
}

/** The files in which the index differs from HEAD; all of them before the first commit. */
async function stagedOf(paths: readonly WorkspacePath[], { run }: Checkout): Promise<ReadonlySet<WorkspacePath>> {
	const options = ['--cached', '--relative', '--name-only', '--no-renames', '--ignore-submodules=dirty', '--ita-visible-in-index'];
	const staged = await run(['diff-index', ...options, '-z', 'HEAD', '--', ...paths]);
	return new Set(staged.exitCode === 0 ? staged.stdout.split('\0') : paths);
}

async function differentOnDisk(entries: readonly IndexEntry[], checkout: Checkout, gitFolder: string): Promise<ReadonlySet<WorkspacePath>> {
	const index = await stat(join(gitFolder, 'index'), { bigint: true }).catch(() => undefined);
	const different: IndexEntry[] = [];
	for (const entry of entries) if (!(await isSameOnDisk(entry, checkout.root, index?.mtimeNs ?? 0n))) different.push(entry);
	const convertible = different.filter(({ mode }) => mode.startsWith('100'));
	const present: IndexEntry[] = [];
	for (const entry of convertible) if ((await statOnDisk(join(checkout.root, entry.path)))?.isFile() === true) present.push(entry);
	const same = await sameWhenConverted(present, checkout);
	return new Set(different.filter(({ path }) => !same.has(path)).map(({ path }) => path));
}

async function isSameOnDisk(entry: IndexEntry, root: string, indexModifiedNs: bigint): Promise<boolean> {
	if (!entry.isMerged) return false;
	// The folder of a submodule is a repository of its own.
	if (entry.mode === submodule) return true;
	const file = join(root, entry.path);
	const facts = await statOnDisk(file);
	if (facts === undefined) return entry.isSkipped;
	return isUntouched(entry, facts, indexModifiedNs) || (await isSameBlob(entry, file, facts));
}

const submodule = '160000';
