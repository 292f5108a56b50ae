import type { PendingChange } from '../../ports/change-journal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { CommitFailure, Git } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import { notCancellable } from './not-cancellable.ts';
import { writtenState } from './written-contents.ts';

/** What became of a change whose process was killed. */
export type InterruptedChange =
	/** Nothing had been written, or not all files, which were taken back: the old state stands. */
	| { readonly kind: 'undone'; readonly path: WorkspacePath }
	/** Everything was written and is now committed, if it was to be: the new state stands. */
	| { readonly kind: 'completed'; readonly path: WorkspacePath }
	/** Everything was written, and the commit is left to the user. */
	| { readonly kind: 'left-uncommitted'; readonly path: WorkspacePath; readonly reason: LeftReason };

/**
 * Why the commit of an interrupted change is left to the user: they are on another branch now, they have changed the
 * files since, or Git refuses the commit.
 */
export type LeftReason =
	| { readonly kind: 'other-branch'; readonly branch: string | undefined }
	| { readonly kind: 'changed-since' }
	| { readonly kind: 'no-repository' }
	| CommitFailure;

/**
 * Brings a change that a killed process left behind to its end: commits what had been written, or cleans up after what
 * had not. Undefined when there is none, which is nearly always, and when its process still lives. Called before every
 * command that writes records or judges them.
 */
export async function finishInterruptedChange(ports: Ports): Promise<InterruptedChange | undefined> {
	const change = await ports.journal.takeOver();
	if (change === undefined) return undefined;
	try {
		for (const path of [change.path, ...Object.keys(change.before ?? {})]) await ports.files.removeLeftovers(path);
		const state = await writtenState(ports.files, change, notCancellable);
		if (state === 'nothing') return { kind: 'undone', path: change.path };
		if (state === 'some-files' && (await takeBackFiles(change, ports))) return { kind: 'undone', path: change.path };
		if (state !== 'all') return { kind: 'left-uncommitted', path: change.path, reason: { kind: 'changed-since' } };
		const reason = await commitPending(change, ports);
		return reason === undefined ? { kind: 'completed', path: change.path } : { kind: 'left-uncommitted', path: change.path, reason };
	} finally {
		await ports.journal.finish();
	}
}

/** Puts every file back to what it was. False when one of them could not be written. */
async function takeBackFiles({ before = {} }: PendingChange, { files }: Ports): Promise<boolean> {
	for (const [path, text] of Object.entries(before)) {
		const written = text === null ? await files.remove(path) : await files.write(path, text);
		if (!written.ok) return false;
	}
	return true;
}

/** Commits and tags what the journal says. Undefined when that is done, or was done before the process was killed. */
async function commitPending(change: PendingChange, { git }: Ports): Promise<LeftReason | undefined> {
	const pending = change.commit;
	if (pending === undefined) return undefined;
	const state = await git.state();
	if (state.kind !== 'repository') return { kind: 'no-repository' };
	const paths = Object.keys(change.contents);
	const open = await uncommittedOf(paths, git);
	if (open.length > 0) {
		if ((state.branch ?? null) !== pending.branch) return { kind: 'other-branch', branch: state.branch };
		const committed = await git.commit(open, pending.message, pending.signing);
		// A Git process that outlived the one that started it may have made the commit in the meantime.
		if (!committed.ok && (await uncommittedOf(paths, git)).length > 0) return committed.failure;
	}
	const commit = (await git.log(paths, 1))[0]?.commit;
	if (pending.tag === null || commit === undefined) return undefined;
	const tagged = await git.tag({ ...pending.tag, commit }, pending.signing);
	return tagged.ok ? undefined : tagged.failure;
}

async function uncommittedOf(paths: readonly WorkspacePath[], git: Git): Promise<readonly WorkspacePath[]> {
	const status = await git.status(paths);
	return paths.filter(path => status.get(path) === 'changed' || status.get(path) === 'untracked');
}
