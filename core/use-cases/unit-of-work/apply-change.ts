import type { PendingChange } from '../../ports/change-journal.ts';
import type { FileReader, FileWriter, WorkspacePath, WriteFailure } from '../../ports/file-store.ts';
import type { GitState } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { AppliedChange, Change, ChangeFailure, FilesChange, FoldersChange, UncommittedReason } from './change.ts';
import { filesOf, writtenContents } from './written-contents.ts';

/**
 * Makes a change and commits it, and nothing else of what the user has staged. All or nothing: when Git refuses the
 * commit, the files are taken back. A kill at any moment leaves the old state or the new one, and what is left to do is
 * done by `finishInterruptedChange`, which `unitOfWork` calls before anything is planned.
 *
 * With `git.commit: false`, without a repository, and for files that `.gitignore` keeps out of Git, the files are written
 * and the result says why they are not committed.
 */
export async function applyChange(change: Change, ports: Ports): Promise<Result<AppliedChange, ChangeFailure>> {
	const state = await ports.git.state();
	const paths = Object.keys(writtenContents(change.write));
	const ignored = state.kind === 'repository' ? await ports.git.ignored(paths) : new Set<WorkspacePath>();
	const committed = paths.filter(path => !ignored.has(path));
	const uncommitted = uncommittedReason(change, state, committed);
	if (uncommitted === undefined) {
		const refusal = await refusalOfCommit(ports, state);
		if (refusal !== undefined) return fail(refusal);
	}

	const note = noteFor(change, state, uncommitted);
	const begun = await ports.journal.begin(note);
	if (!begun.ok) return begun;
	// What is there by half is left to the next command, with the note that says what it is.
	let isWhole = false;
	try {
		const outcome = await carryOut(change, { committed, uncommitted, ignored: [...ignored] }, ports);
		isWhole = outcome.ok || !(outcome.failure.kind === 'roll-back-failed' || outcome.failure.kind === 'index-not-written');
		return outcome;
	} finally {
		if (isWhole) await ports.journal.finish();
		else await ports.journal.postpone(note);
	}
}

/** Writes under the lock and commits; takes the files back when Git refuses. */
async function carryOut(
	change: Change,
	{ committed, ...facts }: Pick<AppliedChange, 'uncommitted' | 'ignored'> & { readonly committed: readonly WorkspacePath[] },
	ports: Ports,
): Promise<Result<AppliedChange, ChangeFailure>> {
	const written = await write(change, ports);
	if (!written.ok) return written;
	const switched = change.branch === undefined ? succeed(undefined) : await ports.git.switchToNewBranch(change.branch);
	if (!switched.ok) {
		const takenBack = await takeBack(change, ports);
		return takenBack.ok ? switched : takenBack;
	}
	if (facts.uncommitted !== undefined) return succeed({ commit: undefined, tag: undefined, tagFailure: undefined, ...facts });

	const commit = await ports.git.commit(committed, change.message, change.settings.sign);
	if (!commit.ok) {
		// HEAD or the index may have the files, so they are not taken back.
		if (commit.failure.kind === 'index-not-written') return commit;
		const takenBack = await takeBack(change, ports);
		if (takenBack.ok) return commit;
		return fail({
			kind: 'roll-back-failed',
			path: change.write.path,
			commitFailure: commit.failure,
			writeFailure: takenBack.failure,
		});
	}
	return succeed({ commit: commit.value.commit, ...facts, ...(await makeTag(change, commit.value.commit, ports)) });
}

/** Why Git would refuse, found before anything is written. Undefined when nothing speaks against it. */
export async function refusalOfCommit(ports: Ports, state: GitState): Promise<ChangeFailure | undefined> {
	if (state.kind === 'no-git') return { kind: 'git-unreadable', reason: state.reason };
	if (state.kind !== 'repository') return undefined;
	if (state.operation !== undefined) return { kind: 'operation-in-progress', operation: state.operation };
	return (await ports.git.identity()) === undefined ? { kind: 'no-identity' } : undefined;
}

function uncommittedReason(change: Change, state: GitState, committed: readonly WorkspacePath[]): UncommittedReason | undefined {
	if (!change.settings.commit) return 'setting';
	if (state.kind !== 'repository') return 'no-repository';
	return committed.length === 0 ? 'ignored' : undefined;
}

function noteFor(change: Change, state: GitState, uncommitted: UncommittedReason | undefined): PendingChange {
	const branch = state.kind === 'repository' ? (state.branch ?? null) : null;
	const tag = change.tag !== undefined && change.settings.tag ? change.tag : null;
	return {
		path: change.write.path,
		contents: writtenContents(change.write),
		...noteOfBefore(change.write),
		commit: uncommitted === undefined ? { message: change.message, signing: change.settings.sign, branch, tag } : undefined,
	};
}

/** Of one file nothing needs to be known: it is there or it is not. */
function noteOfBefore(write: Change['write']): Pick<PendingChange, 'before'> {
	if (write.kind === 'folders') return { before: Object.fromEntries([...write.folders.keys()].map(path => [path, null])) };
	const files = write.kind === 'folder' ? [] : filesOf(write);
	if (write.kind !== 'files' && files.length < 2) return {};
	return { before: Object.fromEntries(files.map(({ path, before }) => [path, before ?? null])) };
}

/** Writes under the lock. */
async function write({ write: change }: Change, { files, writer }: Ports): Promise<Result<void, ChangeFailure>> {
	if (change.kind === 'folder') return await writer.publishFolder(change.path, change.files);
	return change.kind === 'folders' ? await publishFolders(change, writer) : await replaceFiles(filesOf(change), files, writer);
}

/** Under the lock nobody else can change the files that the change was planned on after they are looked at. */
async function replaceFiles(changes: FilesChange['files'], files: FileReader, writer: FileWriter): Promise<Result<void, ChangeFailure>> {
	for (const { path, before } of changes) {
		const content = await files.read(path);
		const current = content.kind === 'text' ? content.text : undefined;
		if (current !== before || (content.kind !== 'text' && content.kind !== 'missing')) return fail({ kind: 'changed-meanwhile', path });
	}
	for (const [position, { path, text, before }] of changes.entries()) {
		if (text === before) continue;
		const written = await (text === undefined ? writer.remove(path) : writer.write(path, text));
		if (written.ok) continue;
		for (const earlier of changes.slice(0, position)) await restore(earlier, writer);
		return written;
	}
	return succeed(undefined);
}

async function publishFolders({ folders }: FoldersChange, writer: FileWriter): Promise<Result<void, WriteFailure>> {
	const made: WorkspacePath[] = [];
	for (const [path, files] of folders) {
		const published = await writer.publishFolder(path, files);
		if (!published.ok) {
			for (const earlier of made) await writer.remove(earlier);
			return published;
		}
		made.push(path);
	}
	return succeed(undefined);
}

async function takeBack({ write: change }: Change, { writer }: Ports): Promise<Result<void, WriteFailure>> {
	if (change.kind === 'folder') return await writer.remove(change.path);
	let outcome: Result<void, WriteFailure> = succeed(undefined);
	const folders = change.kind === 'folders' ? [...change.folders.keys()] : [];
	const files = change.kind === 'folders' ? [] : filesOf(change);
	for (const undo of [...folders.map(path => () => writer.remove(path)), ...files.map(file => () => restore(file, writer))]) {
		const undone = await undo();
		if (!undone.ok) outcome = undone;
	}
	return outcome;
}

async function restore({ path, text, before }: FilesChange['files'][number], writer: FileWriter): Promise<Result<void, WriteFailure>> {
	if (text === before) return succeed(undefined);
	return await (before === undefined ? writer.remove(path) : writer.write(path, before));
}

async function makeTag(change: Change, commit: string, { git }: Ports): Promise<Pick<AppliedChange, 'tag' | 'tagFailure'>> {
	if (change.tag === undefined || !change.settings.tag) return { tag: undefined, tagFailure: undefined };
	const tagged = await git.tag({ ...change.tag, commit }, change.settings.sign);
	return tagged.ok ? { tag: change.tag.name, tagFailure: undefined } : { tag: undefined, tagFailure: tagged.failure };
}
