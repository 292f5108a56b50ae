import type { GitState } from '../../core/ports/git.ts';
import { gitWords } from './git-damage.ts';
import { operationInProgress } from './operation-in-progress.ts';
import { unreadable } from './repository-layout.ts';
import type { RepositoryLayout } from './repository-layout.ts';
import type { RunGit } from './run-git.ts';

/** Where a repository is: its commit, its branch, and what is under way. */
export async function readState(layout: RepositoryLayout, read: RunGit): Promise<GitState> {
	const [head, branch, index] = await Promise.all([
		read(['rev-parse', '--verify', '--quiet', 'HEAD']),
		read(['symbolic-ref', '--quiet', '--short', 'HEAD']),
		// Of no file at all, which reads the index all the same.
		read(['ls-files', '-z', '--', '.git']),
	]);
	const tree = head.exitCode === 0 ? await read(['ls-tree', '-z', '--name-only', '--full-tree', 'HEAD']) : undefined;
	// Before the first commit Git finds no HEAD and says nothing.
	const failed = [index, tree ?? head].find(({ exitCode, stderr }) => exitCode !== 0 && stderr.trim() !== '');
	if (failed !== undefined) return unreadable(gitWords(failed.stderr));
	return {
		kind: 'repository',
		commit: head.exitCode === 0 ? head.stdout.trim() : undefined,
		branch: branch.exitCode === 0 ? branch.stdout.trim() : undefined,
		operation: operationInProgress(layout.gitFolder),
		isShallow: layout.isShallow,
	};
}
