import type { Result } from './result.ts';

/**
 * The interfaces through which core reaches the world. io/ implements them with Node; tests use the same
 * implementations on temporary folders. Nothing else in core knows that files, Git or a clock exist.
 */

/** Where a file stands in the workspace: relative to its root, `/`-separated, normalised, never absolute, never with `..`. */
export type WorkspacePath = string;

/** Tells long work to stop. An `AbortSignal` is one. Cancelled work throws the signal's reason, as `fetch` does. */
export interface CancelSignal {
	readonly aborted: boolean;
	readonly reason: unknown;
	throwIfAborted(): void;
	addEventListener(type: 'abort', listener: () => void): void;
	removeEventListener(type: 'abort', listener: () => void): void;
}

/** What reading a file as text gives. Only `text` has content; every other kind is shown to the user in words. */
export type FileContent =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'missing' }
	| { readonly kind: 'binary' }
	| { readonly kind: 'too-large'; readonly byteCount: number; readonly limit: number }
	| { readonly kind: 'unreadable'; readonly reason: string };

/** One file found by `FileReader.list`. */
export interface FileEntry {
	readonly path: WorkspacePath;
	readonly byteCount: number;
	/** Milliseconds since 1970, as the file system gives it; used only to notice change. */
	readonly modifiedMs: number;
}

/** Reads inside one workspace. A path that leaves the workspace, also through a symbolic link, reads as `missing`. */
export interface FileReader {
	/** Text decoded as UTF-8 without its byte order mark. Files over 5 MB are `too-large`; a NUL byte makes one `binary`. */
	read(path: WorkspacePath): Promise<FileContent>;
	/** All files below `folder` (`''` is the root), sorted by path. Skips `.git`, `node_modules` and what a folder link leads to. A missing folder is empty. */
	list(folder: WorkspacePath, signal: CancelSignal): Promise<readonly FileEntry[]>;
	/** Lines without their terminator, streamed, so that a samples file of any size can be read. A missing file has none. */
	lines(path: WorkspacePath, signal: CancelSignal): AsyncIterable<string>;
	/** SHA-256 of the bytes in lower-case hex, streamed; undefined when there is no such file. */
	sha256(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined>;
}

/** Why a write was refused. Every file is as it was before. */
export type WriteFailure =
	| { readonly kind: 'outside-workspace'; readonly path: string }
	| { readonly kind: 'already-exists'; readonly path: WorkspacePath }
	| { readonly kind: 'not-writable'; readonly path: WorkspacePath; readonly reason: string };

/** The source of one file in a folder about to be published: text, or a copy of a file outside or inside the workspace. */
export type NewFile = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'copy'; readonly absolutePath: string };

/** Writes inside one workspace. Every call is atomic: a kill at any moment leaves the old state or the new one. */
export interface FileWriter {
	/** Replaces or makes one file: temporary file in the same folder, fsync, rename. Makes missing folders. */
	write(path: WorkspacePath, text: string): Promise<Result<void, WriteFailure>>;
	/** Makes a new folder with all its files in one rename. Fails with `already-exists` when there is one. Keys are paths inside the folder. */
	publishFolder(path: WorkspacePath, files: ReadonlyMap<string, NewFile>): Promise<Result<void, WriteFailure>>;
	/** Deletes a file or a whole folder; nothing happens when it is missing. Used only to take back what this tool has just written. */
	remove(path: WorkspacePath): Promise<Result<void, WriteFailure>>;
}

export interface FileStore extends FileReader, FileWriter {
	/** Absolute path of the workspace root, for messages and for processes started there. */
	readonly root: string;
}

/** What the workspace folder is to Git at this moment. */
export type GitState =
	| { readonly kind: 'no-git'; readonly reason: string }
	| { readonly kind: 'no-repository' }
	| {
			readonly kind: 'repository';
			/** Undefined before the first commit. */
			readonly commit: string | undefined;
			/** Undefined with a detached HEAD. */
			readonly branch: string | undefined;
			/** A merge, rebase, cherry-pick, revert or bisect that is under way. */
			readonly operation: 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect' | undefined;
			readonly isShallow: boolean;
	  };

/** How a file differs from HEAD, index and working tree taken together. */
export type GitFileStatus = 'unchanged' | 'changed' | 'untracked' | 'ignored';

export type CommitFailure =
	| { readonly kind: 'no-identity' }
	| { readonly kind: 'operation-in-progress'; readonly operation: string }
	| { readonly kind: 'index-locked'; readonly lockFile: string }
	| { readonly kind: 'hook-failed'; readonly output: string }
	| { readonly kind: 'git-failed'; readonly output: string };

/** One file that one commit changed. */
export interface GitLogEntry {
	readonly commit: string;
	/** Author date, ISO 8601. */
	readonly at: string;
	/** `Name <email>`. */
	readonly author: string;
	readonly path: WorkspacePath;
}

/** Git as the tool uses it. All paths are workspace paths; the adapter knows where the workspace lies in the repository. */
export interface Git {
	state(): Promise<GitState>;
	/** `Name <email>` as Git would sign a commit; undefined when Git has none. */
	identity(): Promise<string | undefined>;
	/** Texts of files at a revision, through one `git cat-file --batch`. A path that does not exist there is absent. */
	readAt(revision: string, paths: readonly WorkspacePath[]): Promise<ReadonlyMap<WorkspacePath, string>>;
	/** Status of single files. A path Git knows nothing of and that does not exist is `unchanged`. */
	status(paths: readonly WorkspacePath[]): Promise<ReadonlyMap<WorkspacePath, GitFileStatus>>;
	/** The uncommitted change of tracked files as a patch (`git diff HEAD --binary`), '' when there is none. */
	uncommittedPatch(): Promise<string>;
	/**
	 * Commits exactly `paths` (`git commit --only`), whatever else is staged. A failure leaves the index as it was.
	 * Runs the user's hooks and signs as Git is configured to.
	 */
	commit(paths: readonly WorkspacePath[], message: string): Promise<Result<{ readonly commit: string }, CommitFailure>>;
	/** The commits that changed any of `paths` (files or folders), newest first, each file a commit touched as one entry. */
	log(paths: readonly WorkspacePath[], limit: number): Promise<readonly GitLogEntry[]>;
	/** Makes an annotated tag on a commit. Does nothing when the tag exists. */
	tag(name: string, commit: string, message: string): Promise<Result<void, CommitFailure>>;
	/** Absolute path of a file in the Git directory that belongs to this worktree alone, for the tool's own bookkeeping. */
	privatePath(name: string): Promise<string | undefined>;
}

/** A file the user pointed at by hand. It may lie outside the workspace, for example where an evaluation wrote its results. */
export interface ExternalFile {
	readonly absolutePath: string;
	/** As `FileReader.read`. */
	read(): Promise<FileContent>;
	/** As `FileReader.lines`. */
	lines(signal: CancelSignal): AsyncIterable<string>;
	/** Undefined when it does not exist. */
	facts(signal: CancelSignal): Promise<{ readonly sha256: string; readonly byteCount: number } | undefined>;
}

export interface Clock {
	/** The current time as ISO 8601 in UTC with seconds, for example `2025-01-31T10:30:00Z`. */
	now(): string;
}

export interface Randomness {
	/** `length` random lower-case hexadecimal digits. */
	hex(length: number): string;
}

/** Facts of the machine a run was recorded on. Never values of environment variables. */
export interface Machine {
	/** For example `linux`. */
	readonly os: string;
	/** Name to version, for example `{ node: '20.20.2' }`. */
	readonly runtime: Readonly<Record<string, string>>;
}

/** Everything a use case may need, passed as one value. */
export interface Ports {
	readonly files: FileStore;
	readonly git: Git;
	readonly clock: Clock;
	readonly randomness: Randomness;
	readonly machine: Machine;
	readonly journal: ChangeJournal;
	/** Opens a path as the user typed it; relative paths start at the folder the user stands in. */
	external(path: string): ExternalFile;
}

/** A change that is being made: recorded before the first write and cleared after the commit, so that a kill in between can be finished. */
export interface PendingChange {
	readonly paths: readonly WorkspacePath[];
	readonly message: string;
	/** Path to SHA-256 of the content the change leaves there. Files of a published folder are named one by one. */
	readonly contents: Readonly<Record<WorkspacePath, string>>;
}

/** Bookkeeping of one writer at a time. Kept in the Git directory, never in the working tree. */
export interface ChangeJournal {
	/** Takes the lock and notes the change. Fails when another living process holds it. */
	begin(change: PendingChange): Promise<Result<void, { readonly kind: 'busy'; readonly holder: string }>>;
	/** The change a killed process left behind, when there is one and its process is gone. */
	interrupted(): Promise<PendingChange | undefined>;
	/** Releases the lock and forgets the change. */
	finish(): Promise<void>;
}
