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
	/**
	 * Text decoded as UTF-8 without its byte order mark. Files over 5 MB are `too-large`; a NUL byte makes one `binary`.
	 * Folders, pipes and text in another encoding are `unreadable`.
	 */
	read(path: WorkspacePath): Promise<FileContent>;
	/**
	 * All files below `folder` (`''` is the root), sorted by path. A missing folder is empty. Skips `.git`, `node_modules`,
	 * what a folder link leads to, and the unfinished folders of `publishFolder`.
	 */
	list(folder: WorkspacePath, signal: CancelSignal): Promise<readonly FileEntry[]>;
	/**
	 * Lines without their terminator, streamed, so that a samples file of any size can be read. A missing file has none.
	 * A line of more than 5 million characters is cut there, so that a file without line ends cannot fill the memory.
	 */
	lines(path: WorkspacePath, signal: CancelSignal): AsyncIterable<string>;
	/** SHA-256 of the bytes in lower-case hex, streamed; undefined when there is no such file. */
	sha256(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined>;
}

/** Why a write was refused. Every file is as it was before. */
export type WriteFailure =
	| { readonly kind: 'outside-workspace'; readonly path: string }
	| { readonly kind: 'already-exists'; readonly path: WorkspacePath }
	| { readonly kind: 'not-writable'; readonly path: WorkspacePath; readonly reason: string };

/**
 * The source of one file in a folder about to be published: text, bytes, or a copy of a file outside or inside the
 * workspace. A copy must still have the SHA-256 that was recorded for it; otherwise the folder is not published.
 */
export type NewFile =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'bytes'; readonly bytes: Uint8Array }
	| { readonly kind: 'copy'; readonly absolutePath: string; readonly sha256: string };

/** Writes inside one workspace. Every call is atomic: a kill at any moment leaves the old state or the new one. */
export interface FileWriter {
	/** Replaces or makes one file: temporary file in the same folder, fsync, rename. Makes missing folders. */
	write(path: WorkspacePath, text: string): Promise<Result<void, WriteFailure>>;
	/** Makes a new folder with all its files in one rename. Fails with `already-exists` when there is one. Keys are paths inside the folder. */
	publishFolder(path: WorkspacePath, files: ReadonlyMap<string, NewFile>): Promise<Result<void, WriteFailure>>;
	/** Deletes a file or a whole folder; nothing happens when it is missing. Used only to take back what this tool has just written. */
	remove(path: WorkspacePath): Promise<Result<void, WriteFailure>>;
	/** Deletes what a killed process left half-made beside `path`. Only for whoever holds the lock of the change journal. */
	removeLeftovers(path: WorkspacePath): Promise<void>;
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

/** Whether a commit or tag is signed: as Git is configured, or always or never. */
export type SigningChoice = 'inherit' | 'always' | 'never';

/** Why Git did not take a commit or a tag. The index is as it was before. */
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
	/** Those of `paths` that `.gitignore` keeps out of Git. Tracked files never are. */
	ignored(paths: readonly WorkspacePath[]): Promise<ReadonlySet<WorkspacePath>>;
	/** The uncommitted change of tracked files of the whole repository (`git diff HEAD --binary`), byte for byte. */
	uncommittedPatch(byteLimit: number): Promise<UncommittedPatch>;
	/**
	 * Commits exactly `paths` (`git commit --only`), whatever else is staged. A failure leaves the index as it was.
	 * Runs the user's hooks.
	 */
	commit(
		paths: readonly WorkspacePath[],
		message: string,
		signing: SigningChoice,
	): Promise<Result<{ readonly commit: string }, CommitFailure>>;
	/** The commits that changed any of `paths` (files or folders), newest first, each file a commit touched as one entry. */
	log(paths: readonly WorkspacePath[], limit: number): Promise<readonly GitLogEntry[]>;
	/** Makes an annotated tag. Does nothing when the tag exists. */
	tag(tag: NewTag, signing: SigningChoice): Promise<Result<void, CommitFailure>>;
	/** Absolute path of a file in the Git directory that belongs to this worktree alone, for the tool's own bookkeeping. */
	privatePath(name: string): Promise<string | undefined>;
	/** Ends processes that were kept for reading. The next call starts them again. */
	dispose(): void;
}

/** The uncommitted change of a repository. Over the limit only its size is known to be too much. */
export type UncommittedPatch =
	{ readonly kind: 'none' } | { readonly kind: 'patch'; readonly bytes: Uint8Array } | { readonly kind: 'too-large' };

/** An annotated tag about to be made. */
export interface NewTag {
	/** For example `code-generator/v2.0.0`. */
	readonly name: string;
	readonly commit: string;
	readonly message: string;
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
	/** Resolves after this time. */
	wait(milliseconds: number): Promise<void>;
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

/** A folder for what a process reads and writes, outside the workspace. */
export interface ScratchFolder {
	readonly absolutePath: string;
	/** All files below it as `/`-separated paths inside it, sorted. Links are left out, wherever they lead. */
	list(): Promise<readonly string[]>;
	/** Makes one file, with its folders, and gives its absolute path. */
	write(path: string, text: string): Promise<string>;
	/** Deletes it with all it holds. */
	dispose(): Promise<void>;
}

/** A command that is to run in the workspace root. */
export interface ProcessRequest {
	/** Handed to the shell of the platform. */
	readonly command: string;
	/** Variables beside those of the user. */
	readonly variables: Readonly<Record<string, string>>;
	/** Undefined when it may take as long as it likes. */
	readonly timeoutMs: number | undefined;
}

/** How a command ended, and what it printed. */
export interface ProcessResult {
	readonly end:
		| { readonly kind: 'exited'; readonly exitCode: number }
		| { readonly kind: 'killed'; readonly by: string }
		| { readonly kind: 'timed-out' }
		| { readonly kind: 'not-started'; readonly reason: string };
	/** Both streams as they came; of more than 1 MB the middle is left out. Values of variables that are called like credentials are blanked. */
	readonly log: string;
}

/** Starts what the user's files ask for. Only for workspaces the user trusts. */
export interface ProcessRunner {
	makeScratchFolder(): Promise<ScratchFolder>;
	/**
	 * Runs one command to its end. Whatever it started has ended when this settles, also after a timeout.
	 *
	 * @throws The signal's reason when cancelled.
	 */
	run(request: ProcessRequest, signal: CancelSignal): Promise<ProcessResult>;
}

/** Everything a use case may need, passed as one value. */
export interface Ports {
	readonly files: FileStore;
	readonly git: Git;
	readonly clock: Clock;
	readonly randomness: Randomness;
	readonly machine: Machine;
	readonly journal: ChangeJournal;
	readonly processes: ProcessRunner;
	/** Opens a path as the user typed it; relative paths start at the folder the user stands in. */
	external(path: string): ExternalFile;
}

/**
 * A change that is being made: noted before the write and forgotten after the commit, so that a kill in between can be
 * finished. A write that is one rename is never there by half; one of several files can be, and is then taken back.
 */
export interface PendingChange {
	/** The file or the folder that the change replaces or makes, or the folder that its files lie in. */
	readonly path: WorkspacePath;
	/** Every file the change writes, with the SHA-256 of its content. */
	readonly contents: Readonly<Record<WorkspacePath, string>>;
	/** For a change of several files the text of each before; null for one that did not exist. */
	readonly before?: Readonly<Record<WorkspacePath, string | null>> | undefined;
	/** The commit that is to follow; undefined when the user commits by hand. */
	readonly commit:
		| {
				readonly message: string;
				readonly signing: SigningChoice;
				/** The branch it belongs on; null with a detached HEAD. */
				readonly branch: string | null;
				readonly tag: { readonly name: string; readonly message: string } | null;
		  }
		| undefined;
}

/** Another living process is changing the records of this workspace. */
export interface BusyFailure {
	readonly kind: 'busy';
	/** The process in words, for example `process 4711, since 2025-01-31T10:30:00Z`. */
	readonly holder: string;
}

/**
 * Bookkeeping of one writer at a time. Kept in the Git directory, or without Git in the temporary folder of the system;
 * never in the working tree.
 */
export interface ChangeJournal {
	/** Takes the lock and notes the change. What a killed process left must have been taken over before. */
	begin(change: PendingChange): Promise<Result<void, BusyFailure>>;
	/** Takes the lock from a process that was killed and gives its change. Undefined when nothing was left behind. */
	takeOver(): Promise<PendingChange | undefined>;
	/** Releases the lock and forgets the change. */
	finish(): Promise<void>;
}
