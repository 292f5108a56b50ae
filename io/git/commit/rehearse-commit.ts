import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommitFailure, SigningChoice } from '../../../core/ports/git.ts';
import { lockFileOf } from './commit-failure.ts';
import { gitForWriting } from '../run-git.ts';
import type { GitOutput, RunGit } from '../run-git.ts';

/**
 * Finds out whether Git would take a commit, without making one: writes the index as it is, runs the hooks that can say no, on an
 * index of their own that has what HEAD has, and signs the tree of HEAD where a commit would be signed. What the user has
 * staged is neither shown to the hooks nor changed.
 *
 * @param run - Runs in the workspace with the user's own settings, and waits for locks.
 * @param root - The folder `run` runs in.
 */
export async function rehearseCommit(
	run: RunGit,
	root: string,
	{ message, signing }: { readonly message: string; readonly signing: SigningChoice },
): Promise<CommitFailure | undefined> {
	const written = await run(['update-index', '--force-write-index']);
	const lockFile = lockFileOf(written);
	if (lockFile !== undefined) return { kind: 'index-locked', lockFile };
	if (written.exitCode !== 0) return { kind: 'git-failed', output: wordsOf(written) };
	return (await rehearseHooks(root, message)) ?? (await rehearseSigning(run, signing));
}

async function rehearseHooks(root: string, message: string): Promise<CommitFailure | undefined> {
	const folder = await mkdtemp(join(tmpdir(), 'stagemark-rehearsal-'));
	try {
		const alone = gitForWriting(root, { GIT_INDEX_FILE: join(folder, 'index') });
		// Before the first commit there is nothing to read, and the index stays empty.
		await alone(['read-tree', 'HEAD']);
		const messageFile = join(folder, 'COMMIT_EDITMSG');
		await writeFile(messageFile, `${message.trimEnd()}\n`);
		for (const hook of [['pre-commit'], ['commit-msg', '--', messageFile]]) {
			const ended = await alone(['hook', 'run', '--ignore-missing', ...hook]);
			const isTooOld = ended.stderr.includes("'hook' is not a git command");
			if (ended.exitCode !== 0 && !isTooOld) return { kind: 'hook-failed', output: wordsOf(ended) };
		}
		return undefined;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Leaves a commit that nothing leads to, which Git collects one day. */
async function rehearseSigning(run: RunGit, signing: SigningChoice): Promise<CommitFailure | undefined> {
	const setting = signing === 'inherit' ? await run(['config', '--type=bool', '--get', 'commit.gpgSign']) : undefined;
	if (signing === 'never' || (setting !== undefined && setting.stdout.trim() !== 'true')) return undefined;
	const tree = await run(['rev-parse', '--verify', '--quiet', 'HEAD^{tree}']);
	if (tree.exitCode !== 0) return undefined;
	const signed = await run(['commit-tree', '--gpg-sign', '-m', 'rehearsal', tree.stdout.trim()]);
	return signed.exitCode === 0 ? undefined : { kind: 'git-failed', output: wordsOf(signed) };
}

function wordsOf({ stderr, stdout }: GitOutput): string {
	return `${stderr}${stdout}`.trim();
}
