import type { PendingChange } from '../../ports/change-journal.ts';
import type { WorkspacePath, WriteFailure } from '../../ports/file-store.ts';
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
	/** It cannot be finished for a cause that passes, such as a lock or a full disk. The journal keeps it, and nothing else is written before. */
	| { readonly kind: 'waits'; readonly path: WorkspacePath; readonly reason: CommitFailure | WriteFailure }
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
	// Whatever goes wrong on the way, the change is not forgotten.
	let isOver = false;
	try {
		const outcome = await finishChange(change, ports);
		isOver = outcome.kind !== 'waits';
		return outcome;
	} finally {
		if (isOver) await ports.journal.finish();
		else await ports.journal.postpone(change);
	}
}

async function finishChange(change: PendingChange, ports: Ports): Promise<InterruptedChange> {
	for (const path of [change.path, ...Object.keys(change.before ?? {})]) await ports.writer.removeLeftovers(path);
	const state = await writtenState(ports.files, change, notCancellable);
	if (state === 'nothing') return { kind: 'undone', path: change.path };
	if (state === 'some-files') {
		const failure = await takeBackFiles(change, ports);
		return failure === undefined ? { kind: 'undone', path: change.path } : { kind: 'waits', path: change.path, reason: failure };
	}
	if (state !== 'all') return { kind: 'left-uncommitted', path: change.path, reason: { kind: 'changed-since' } };
	const reason = await commitPending(change, ports);
	if (reason !== undefined && isPassing(reason)) return { kind: 'waits', path: change.path, reason: lockOrReason(reason) };
	return reason === undefined ? { kind: 'completed', path: change.path } : { kind: 'left-uncommitted', path: change.path, reason };
}

/** True for a lock that is removed, a disk that gets room again, and a branch that somebody moves at this moment. */
function isPassing(reason: LeftReason): reason is CommitFailure {
	if (reason.kind === 'index-locked' || reason.kind === 'index-not-written') return true;
	return (
		reason.kind === 'git-failed' &&
		/no space left|out of diskspace|disk quota|cannot lock ref|unable to (?:write|create)/i.test(reason.output)
	);
}

/** The lock that is in the way, where it is one: that is what the user can remove. */
function lockOrReason(reason: CommitFailure): CommitFailure {
	if (reason.kind !== 'index-not-written' || reason.lockFile === undefined) return reason;
	return { kind: 'index-locked', lockFile: reason.lockFile };
}

/** Puts every file back to what it was. Why one of them could not be written, or undefined. */
async function takeBackFiles({ before = {} }: PendingChange, { writer }: Ports): Promise<WriteFailure | undefined> {
	for (const [path, text] of Object.entries(before)) {
		const written = text === null ? await writer.remove(path) : await writer.write(path, text);
		if (!written.ok) return written.failure;
	}
	return undefined;
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
