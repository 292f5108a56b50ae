import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type {
	CommitFailure,
	ConflictSides,
	FileRevision,
	FolderHistory,
	Git,
	GitFileStatus,
	GitLogEntry,
	GitRef,
	GitState,
	NewTag,
	SigningChoice,
	UncommittedPatch,
} from '../../core/ports/git.ts';
import { fail, succeed } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { decodeText } from '../files/read-text.ts';
import { boundedOutput } from './bounded-output.ts';
import { canonicalPeople } from './canonical-people.ts';
import { commitFailureOf } from './commit/commit-failure.ts';
import { commitOnly } from './commit/commit-only.ts';
import { ObjectReader } from './object-reader.ts';
import { readFileHistory } from './history/read-file-history.ts';
import { readFolderHistory } from './history/read-folder-history.ts';
import { readLog } from './read-log.ts';
import { readRefs } from './read-refs.ts';
import { readState } from './read-state.ts';
import { readStatus } from './read-status.ts';
import { readTags } from './read-tags.ts';
import { rehearseCommit } from './commit/rehearse-commit.ts';
import { GitDamage } from './git-damage.ts';
import { findHooksFolder, findLayout, toRepositoryPath, toWorkspacePath, unreadable } from './repository-layout.ts';
import type { LayoutFailure, RepositoryLayout } from './repository-layout.ts';
import { waitingForLocks } from './commit/waiting-for-locks.ts';
import { gitForReading, gitForWriting, GitUnavailable } from './run-git.ts';
import type { RunGit } from './run-git.ts';

/** Git for one workspace folder, which may be the top of a repository, a folder inside one, or in none. */
export class NodeGit implements Git {
	readonly #root: string;
	readonly #lockPatienceMs: number;
	readonly #read: RunGit;
	readonly #write: RunGit;
	readonly #objects: ObjectReader;
	readonly #damage = new GitDamage();
	readonly #looksOnce: boolean;
	/** Kept once found; `state()` looks again, since a repository can be made or removed at any time. */
	#layout: RepositoryLayout | undefined;
	#state: Promise<GitState> | undefined;

	/**
	 * @param lockPatienceMs - How long a lock of another Git process is waited for; half a minute by default.
	 * @param looksOnce - The first state that was asked for holds from then on.
	 */
	constructor(root: string, lockPatienceMs = 30_000, looksOnce = false) {
		this.#root = root;
		this.#looksOnce = looksOnce;
		this.#lockPatienceMs = lockPatienceMs;
		this.#read = this.#damage.watch(gitForReading(root));
		this.#write = gitForWriting(root);
		this.#objects = new ObjectReader(root, this.#damage);
	}

	async state(): Promise<GitState> {
		if (!this.#looksOnce) this.#state = undefined;
		return await (this.#state ??= this.#lookAtState());
	}

	async identity(): Promise<string | undefined> {
		const layout = await this.#findLayout();
		if ('kind' in layout && layout.kind === 'no-git') return undefined;
		const author = await this.#read(['var', 'GIT_AUTHOR_IDENT']);
		return author.exitCode === 0 ? /^(.*>) \d+ [+-]\d{4}$/s.exec(author.stdout.trim())?.[1] : undefined;
	}

	async readAt(revision: string, paths: readonly WorkspacePath[]): Promise<ReadonlyMap<WorkspacePath, string>> {
		const layout = await this.#findLayout();
		const texts = new Map<WorkspacePath, string>();
		if ('kind' in layout || !isRevision(revision)) return texts;
		const blobs = paths.map(path => this.#objects.read(`${revision}:${toRepositoryPath(layout, path)}`, byteLimit));
		for (const [position, bytes] of (await Promise.all(blobs)).entries()) {
			const path = paths[position];
			const text = textOf(bytes);
			if (path !== undefined && text !== undefined) texts.set(path, text);
		}
		return texts;
	}

	async listAt(revision: string): Promise<readonly WorkspacePath[]> {
		const layout = await this.#findLayout();
		if ('kind' in layout || !isRevision(revision)) return [];
		const listed = await this.#read(['ls-tree', '-r', '-z', '--full-tree', '--name-only', '--end-of-options', revision]);
		const names = listed.exitCode === 0 ? listed.stdout.split('\0') : [];
		return names.flatMap(name => (name === '' ? [] : (toWorkspacePath(layout, name) ?? [])));
	}

	async refs(prefix: string): Promise<readonly GitRef[]> {
		const layout = await this.#findLayout();
		return 'kind' in layout ? [] : await readRefs(this.#read, prefix);
	}

	async status(paths: readonly WorkspacePath[]): Promise<ReadonlyMap<WorkspacePath, GitFileStatus>> {
		const statuses = new Map<WorkspacePath, GitFileStatus>(paths.map(path => [path, 'unchanged']));
		const layout = await this.#findLayout();
		if ('kind' in layout || paths.length === 0) return statuses;
		const checkout = { root: this.#root, run: this.#read, objects: this.#objects };
		for (const [path, status] of await readStatus(paths, checkout, layout.gitFolder)) statuses.set(path, status);
		for (const path of await this.ignored(paths)) if (statuses.get(path) !== 'changed') statuses.set(path, 'ignored');
		return statuses;
	}

	async ignored(paths: readonly WorkspacePath[]): Promise<ReadonlySet<WorkspacePath>> {
		const layout = await this.#findLayout();
		if ('kind' in layout || paths.length === 0) return new Set();
		// This one command knows no literal paths; `./` keeps a name that starts with a colon from being a pattern.
		const run = gitForReading(this.#root, { GIT_LITERAL_PATHSPECS: '0' });
		const ignored = await run(['check-ignore', '-z', '--stdin'], paths.map(path => `./${path}\0`).join(''));
		const names = ignored.exitCode === 0 ? ignored.stdout.split('\0') : [];
		return new Set(names.filter(name => name !== '').map(name => name.slice('./'.length)));
	}

	async lfsPaths(paths: readonly WorkspacePath[]): Promise<ReadonlySet<WorkspacePath>> {
		const layout = await this.#findLayout();
		if ('kind' in layout || paths.length === 0) return new Set();
		const attributes = await this.#read(['check-attr', '-z', '--stdin', 'filter'], paths.map(path => `${path}\0`).join(''));
		// Path, attribute and value follow each other.
		const fields = attributes.exitCode === 0 ? attributes.stdout.split('\0') : [];
		return new Set(paths.filter((_, index) => fields[index * 3 + 2] === 'lfs'));
	}

	async uncommittedPatch(limit: number): Promise<UncommittedPatch> {
		const layout = await this.#findLayout();
		if ('kind' in layout) return { kind: 'none' };
		const output = await boundedOutput(this.#root, ['diff', ...patchOptions, 'HEAD'], limit);
		if (output === 'too-large') return { kind: 'too-large' };
		return output === undefined || output.length === 0 ? { kind: 'none' } : { kind: 'patch', bytes: output };
	}

	async commit(
		paths: readonly WorkspacePath[],
		message: string,
		signing: SigningChoice,
	): Promise<Result<{ readonly commit: string }, CommitFailure>> {
		const layout = await this.#findLayout();
		if ('kind' in layout)
			return fail({ kind: 'git-failed', output: layout.kind === 'no-git' ? layout.reason : 'not a Git repository' });
		try {
			return await commitOnly(waitingForLocks(this.#write, this.#lockPatienceMs), layout, { paths, message, signing });
		} catch (error) {
			if (error instanceof GitUnavailable) return fail({ kind: 'git-failed', output: error.message });
			throw error;
		}
	}

	async rehearseCommit(message: string, signing: SigningChoice): Promise<CommitFailure | undefined> {
		const layout = await this.#findLayout();
		if ('kind' in layout) return undefined;
		try {
			return await rehearseCommit(waitingForLocks(this.#write, this.#lockPatienceMs), this.#root, { message, signing });
		} catch (error) {
			if (error instanceof GitUnavailable) return { kind: 'git-failed', output: error.message };
			throw error;
		}
	}

	async log(paths: readonly WorkspacePath[], limit: number): Promise<readonly GitLogEntry[]> {
		const layout = await this.#findLayout();
		return 'kind' in layout || paths.length === 0 ? [] : await readLog(this.#read, layout, paths, limit);
	}

	async commonAncestor(revision: string): Promise<string | undefined> {
		const layout = await this.#findLayout();
		if ('kind' in layout || !isRevision(revision)) return undefined;
		const base = await this.#read(['merge-base', revision, 'HEAD']);
		return base.exitCode === 0 ? base.stdout.trim() : undefined;
	}

	async switchToNewBranch(branch: string): ReturnType<Git['switchToNewBranch']> {
		try {
			const switched = await this.#write(['switch', '--quiet', '--no-track', '--create', branch, 'HEAD']);
			return switched.exitCode === 0 ? succeed(undefined) : fail({ kind: 'branch-refused', branch, output: switched.stderr });
		} catch (error) {
			if (error instanceof GitUnavailable) return fail({ kind: 'branch-refused', branch, output: error.message });
			throw error;
		}
	}

	async fileHistory(paths: readonly WorkspacePath[], limit: number): Promise<readonly FileRevision[]> {
		const layout = await this.#findLayout();
		return 'kind' in layout ? [] : await readFileHistory(this.#read, paths, limit);
	}

	async folderHistory(folder: WorkspacePath, limit: number): Promise<FolderHistory> {
		const layout = await this.#findLayout();
		if ('kind' in layout) return { paths: [], of: () => Promise.resolve([]) };
		return await readFolderHistory(this.#read, layout, folder, limit);
	}

	async removedBy(commit: string): Promise<readonly WorkspacePath[]> {
		const layout = await this.#findLayout();
		if ('kind' in layout || !isRevision(commit)) return [];
		const options = [
			'-r',
			'-z',
			'--name-only',
			'--no-renames',
			'--diff-filter=D',
			'--no-relative',
			'--no-ext-diff',
			'--end-of-options',
		];
		const removed = await this.#read(['diff-tree', ...options, `${commit}^`, commit]);
		const names = removed.exitCode === 0 ? removed.stdout.split('\0') : [];
		return names.flatMap(name => (name === '' ? [] : (toWorkspacePath(layout, name) ?? [])));
	}

	async canonicalPeople(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
		const layout = await this.#findLayout();
		return 'kind' in layout ? new Map() : await canonicalPeople(this.#read, people);
	}

	async tags(prefix: string): Promise<ReadonlyMap<string, string>> {
		const layout = await this.#findLayout();
		return 'kind' in layout ? new Map() : await readTags(this.#read, prefix);
	}

	async conflictSides(path: WorkspacePath): Promise<ConflictSides | undefined> {
		const layout = await this.#findLayout();
		if ('kind' in layout) return undefined;
		const stages = [1, 2, 3].map(stage => this.#objects.read(`:${stage}:${toRepositoryPath(layout, path)}`, byteLimit));
		const [base, ours, theirs] = (await Promise.all(stages)).map(textOf);
		return ours === undefined && theirs === undefined ? undefined : { base, ours, theirs };
	}

	async tag(tag: NewTag, signing: SigningChoice): Promise<Result<void, CommitFailure>> {
		const layout = await this.#findLayout();
		if ('kind' in layout) return fail({ kind: 'git-failed', output: 'not a Git repository' });
		const existing = await this.#read(['show-ref', '--verify', '--quiet', '--', `refs/tags/${tag.name}`]);
		if (existing.exitCode === 0) return succeed(undefined);
		const sign = signing === 'inherit' ? [] : [signing === 'always' ? '--sign' : '--no-sign'];
		const made = await this.#write(['tag', '--annotate', ...sign, `--message=${tag.message}`, '--', tag.name, tag.commit]);
		return made.exitCode === 0 ? succeed(undefined) : fail(commitFailureOf(made, await findHooksFolder(this.#write, layout)));
	}

	async privatePath(name: string): Promise<string | undefined> {
		const layout = await this.#findLayout();
		return 'kind' in layout ? undefined : join(layout.gitFolder, 'stagemark', name);
	}

	async damage(): Promise<string | undefined> {
		// Git complains before it answers, on another pipe: what came with the last answer is read in this turn.
		await setImmediate();
		const { words } = this.#damage;
		return words === undefined ? undefined : unreadable(words).reason;
	}

	dispose(): void {
		this.#objects.dispose();
	}

	async #lookAtState(): Promise<GitState> {
		this.#layout = undefined;
		const layout = await this.#findLayout();
		return 'kind' in layout ? layout : await readState(layout, this.#read);
	}

	async #findLayout(): Promise<RepositoryLayout | LayoutFailure> {
		if (this.#layout !== undefined) return this.#layout;
		const layout = await findLayout(this.#root, this.#read);
		if (!('kind' in layout)) this.#layout = layout;
		return layout;
	}
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
	const content = bytes === undefined ? undefined : decodeText(bytes);
	return content?.kind === 'text' ? content.text : undefined;
}

/** A colon would end the revision and turn the rest into a path, a dash would start an option; no revision that is asked for has one. */
function isRevision(text: string): boolean {
	return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_./@{}^~+-]*$/u.test(text);
}

/** As for files: nothing a person writes is larger. */
const byteLimit = 5 * 1024 * 1024;

/** A patch that `git apply` takes anywhere, whatever the user's settings for display are. */
const patchOptions: readonly string[] = [
	'--binary',
	'--no-color',
	'--no-ext-diff',
	'--no-renames',
	'--no-relative',
	'--no-textconv',
	'--submodule=short',
	'--src-prefix=a/',
	'--dst-prefix=b/',
];
