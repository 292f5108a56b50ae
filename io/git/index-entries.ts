import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { RunGit } from './run-git.ts';

/** What Git's index holds of one file. */
export interface IndexEntry {
	readonly path: WorkspacePath;
	/** `100644`, `100755`, `120000` for a symbolic link, `160000` for a submodule. */
	readonly mode: string;
	readonly object: string;
	/** False for a side of a merge conflict. */
	readonly isMerged: boolean;
	/** A sparse checkout leaves the file out of the folder. */
	readonly isSkipped: boolean;
	/** What the file system said of the file when Git last compared it with the index. */
	readonly stat: { readonly changedNs: bigint; readonly modifiedNs: bigint; readonly inode: bigint; readonly byteCount: bigint };
}

/** The entries of some files, by path. Undefined when Git cannot read its index. `run` runs in the workspace. */
export async function readIndexEntries(
	run: RunGit,
	paths: readonly WorkspacePath[],
): Promise<ReadonlyMap<WorkspacePath, IndexEntry> | undefined> {
	const listed = await run(['ls-files', '-z', '-v', '--stage', '--debug', '--', ...paths]);
	if (listed.exitCode !== 0) return undefined;
	return new Map([...listed.stdout.matchAll(entryPattern)].map(entryOf));
}

/** One entry as `--debug` prints it; the name alone ends with NUL, since it may hold line breaks. */
const entryPattern =
	/(\S) (\d{6}) ([0-9a-f]+) (\d)\t([^\0]+)\0 {2}ctime: (\d+):(\d+)\n {2}mtime: (\d+):(\d+)\n {2}dev: \d+\tino: (\d+)\n {2}uid: \d+\tgid: \d+\n {2}size: (\d+)\tflags: [0-9a-f]+\n/gy;

function entryOf(fields: readonly (string | undefined)[]): [WorkspacePath, IndexEntry] {
	const [, tag, mode = '', object = '', stage, path = '', ...numbers] = fields;
	const [changed = 0n, changedRest = 0n, modified = 0n, modifiedRest = 0n, inode = 0n, byteCount = 0n] = numbers.map(text =>
		BigInt(text ?? 0),
	);
	const stat = { changedNs: changed * second + changedRest, modifiedNs: modified * second + modifiedRest, inode, byteCount };
	return [path, { path, mode, object, isMerged: stage === '0', isSkipped: tag?.toUpperCase() === 'S', stat }];
}

const second = 1_000_000_000n;
