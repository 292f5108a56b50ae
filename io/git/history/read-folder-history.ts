import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { FileRevision, FolderHistory } from '../../../core/ports/git.ts';
import { logOfRevisions, readFileHistory, revisionsOf } from './read-file-history.ts';
import { toWorkspacePath } from '../repository-layout.ts';
import type { RepositoryLayout } from '../repository-layout.ts';
import type { RunGit } from '../run-git.ts';

/**
 * What `readFileHistory` gives for each file below a folder, from one reading where the history is one line. Where branches were merged
 * Git is asked again for each file: it alone says which of their commits matter to which file.
 *
 * @param limit - Most revisions of one file.
 */
export async function readFolderHistory(
	run: RunGit,
	layout: RepositoryLayout,
	folder: WorkspacePath,
	limit: number,
): Promise<FolderHistory> {
	const log = await run([...logOfRevisions, ...namesOfFiles, '--', folder === '' ? '.' : folder]);
	const found = log.exitCode === 0 ? await revisionsOf(run, log.stdout) : [];
	const byPath = new Map<WorkspacePath, FileRevision[]>();
	for (const { revision, rest } of found) {
		for (const name of rest.split('\0')) {
			const path = toWorkspacePath(layout, name.trimStart());
			if (path === undefined || path === '') continue;
			const revisions = byPath.get(path);
			if (revisions === undefined) byPath.set(path, [revision]);
			else revisions.push(revision);
		}
	}
	const isOneLine = found.every(({ revision }) => revision.parents.length < 2);
	return {
		paths: [...byPath.keys()],
		of: async path => (isOneLine ? inLine(byPath.get(path) ?? [], limit) : await readFileHistory(run, [path], limit)),
	};
}

/** Each change follows the one before it of the same file. */
function inLine(revisions: readonly FileRevision[], limit: number): readonly FileRevision[] {
	return revisions.slice(0, limit).map((revision, position) => {
		const parent = revisions[position + 1];
		return { ...revision, parents: parent === undefined ? [] : [parent.commit] };
	});
}

/** Of a merge, the names of what differs from any of its parents. */
const namesOfFiles: readonly string[] = [
	'--name-only',
	'-z',
	'-m',
	'--root',
	'--no-renames',
	'--no-relative',
	'--no-ext-diff',
	'--no-textconv',
];
