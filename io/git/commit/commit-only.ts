import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { CommitFailure, SigningChoice } from '../../../core/ports/git.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';
import { fail, succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import { commitFailureOf, lockFileOf } from './commit-failure.ts';
import { operationInProgress } from '../operation-in-progress.ts';
import { findHooksFolder } from '../repository-layout.ts';
import type { RepositoryLayout } from '../repository-layout.ts';
import type { GitOutput, RunGit } from '../run-git.ts';

/**
 * Commits exactly the given files and leaves everything else that is staged as it is. When Git refuses, the index holds
 * the same entries as before.
 *
 * @param run - Runs in the workspace, with the user's own settings.
 */
export async function commitOnly(
	run: RunGit,
	layout: RepositoryLayout,
	request: { readonly paths: readonly WorkspacePath[]; readonly message: string; readonly signing: SigningChoice },
): Promise<Result<{ readonly commit: string }, CommitFailure>> {
	const operation = operationInProgress(layout.gitFolder);
	if (operation !== undefined) return fail({ kind: 'operation-in-progress', operation });
	const identity = await run(['var', 'GIT_COMMITTER_IDENT']);
	if (identity.exitCode !== 0) return fail({ kind: 'no-identity' });

	const added = await untrackedOf(run, request.paths);
	// `--only` takes no file that Git has never seen. An intent to add is the least that makes one known, and unlike a
	// full `add` it stays out of whatever the user commits should the process be killed here.
	const add = added.length === 0 ? undefined : await run(['add', '--intent-to-add', ...pathsFromInput], nulEnded(added));
	if (add !== undefined && add.exitCode !== 0) return await refuse(run, { output: add, added: [], layout });

	const commit = await run(
		[
			'commit',
			'--only',
			'--quiet',
			'--cleanup=whitespace',
			`--message=${request.message}`,
			...signingOption(request.signing),
			...pathsFromInput,
		],
		nulEnded(request.paths),
	);
	if (commit.exitCode !== 0) {
		if (!(await isInHead(run, request.paths))) return await refuse(run, { output: commit, added, layout });
		// The commit is made, but the index did not follow: Git was killed, or the disk was full.
		const followed = await run(['add', ...pathsFromInput], nulEnded(request.paths));
		if (followed.exitCode !== 0) return fail(indexNotWritten(followed, commit.stderr));
	}
	const head = await run(['rev-parse', 'HEAD']);
	return succeed({ commit: head.stdout.trim() });
}

/** True when HEAD has the files as they are on disk. */
async function isInHead(run: RunGit, paths: readonly WorkspacePath[]): Promise<boolean> {
	for (let start = 0; start < paths.length; start += argumentLimit) {
		const some = paths.slice(start, start + argumentLimit);
		const listed = await run(['ls-tree', '-z', 'HEAD', '--', ...some]);
		const objects = new Map(listed.stdout.split('\0').map(line => [line.slice(line.indexOf('\t') + 1), line.split(/[ \t]/, 3)[2]]));
		if (!some.every(path => objects.has(path))) return false;
		const hashed = (await run(['hash-object', '--', ...some])).stdout.trim().split('\n');
		if (!some.every((path, position) => objects.get(path) === hashed[position])) return false;
	}
	return true;
}

/** Paths in one call, for what takes them as arguments only; Windows allows 32,767 characters. */
const argumentLimit = 100;

/** The option that carries out the choice; Git's own setting decides otherwise. */
function signingOption(signing: SigningChoice): readonly string[] {
	if (signing === 'inherit') return [];
	return [signing === 'always' ? '--gpg-sign' : '--no-gpg-sign'];
}

/** Paths come through standard input: no limit on their number, none taken for an option. */
const pathsFromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'];

function nulEnded(paths: readonly string[]): string {
	return paths.map(path => `${path}\0`).join('');
}

async function untrackedOf(run: RunGit, paths: readonly WorkspacePath[]): Promise<WorkspacePath[]> {
	const index = await run(['ls-files', '-z', '--cached']);
	const tracked = new Set(index.stdout.split('\0'));
	return paths.filter(path => !tracked.has(path));
}

/** Takes back the intent to add and tells why Git refused. */
async function refuse(
	run: RunGit,
	refusal: { readonly output: GitOutput; readonly added: readonly WorkspacePath[]; readonly layout: RepositoryLayout },
): Promise<Result<never, CommitFailure>> {
	const failure = commitFailureOf(refusal.output, await findHooksFolder(run, refusal.layout));
	if (refusal.added.length === 0) return fail(failure);
	const removed = await run(['update-index', '--force-remove', '-z', '--stdin'], nulEnded(refusal.added));
	// With the entries still there, a file that is taken back would look deleted.
	return fail(removed.exitCode === 0 ? failure : indexNotWritten(removed));
}

/** @param before - What Git said before that. */
function indexNotWritten(output: GitOutput, before = ''): CommitFailure {
	return withoutUndefined({
		kind: 'index-not-written' as const,
		output: `${before}${output.stderr}`.trim(),
		lockFile: lockFileOf(output),
	});
}
