import type { BusyFailure } from '../../ports/change-journal.ts';
import type { NewFile, WorkspacePath, WriteFailure } from '../../ports/file-store.ts';
import type { BranchRefused, CommitFailure, GitState, SigningChoice } from '../../ports/git.ts';

/** A change to the records of a workspace: one rename, or one for each of several files or folders, and the commit that follows. */
export interface Change {
	readonly write: FileChange | FilesChange | FolderChange | FoldersChange;
	/** The commit message, trailers included; see commit-message.ts. */
	readonly message: string;
	/** A new branch to do it on; the current one by default. */
	readonly branch?: string | undefined;
	/** An annotated tag on the commit. */
	readonly tag: { readonly name: string; readonly message: string } | undefined;
	/** The `git:` section of the configuration. */
	readonly settings: { readonly commit: boolean; readonly tag: boolean; readonly sign: SigningChoice };
	/** What the user should know once the change is made, each in one or two sentences. The state is that of before. */
	readonly warningsAbout?: (applied: AppliedChange, before: GitState) => readonly string[];
}

/** Replaces or makes one file. */
export interface FileChange {
	readonly kind: 'file';
	readonly path: WorkspacePath;
	readonly text: string;
	/** The text the change was planned on, undefined for a file that does not exist yet. Anything else there refuses the change. */
	readonly before: string | undefined;
	/** Files of the user that go into the same commit; none by default. */
	readonly alongside?: readonly CommittedAsItIs[];
}

/** A file that is there and is committed as it stands. It is not written, and anything else there refuses the change. */
export interface CommittedAsItIs {
	readonly path: WorkspacePath;
	readonly text: string;
}

/** One of several files that are replaced, made or deleted together. */
export interface ChangedFile extends Pick<FileChange, 'before' | 'path'> {
	/** Undefined deletes the file. */
	readonly text: string | undefined;
}

/** Replaces, makes or deletes several files, all of them or none. */
export interface FilesChange {
	readonly kind: 'files';
	/** The folder that they all lie in. */
	readonly path: WorkspacePath;
	readonly files: readonly ChangedFile[];
}

/** Makes one new folder with all its files. Keys are paths inside the folder. */
export interface FolderChange {
	readonly kind: 'folder';
	readonly path: WorkspacePath;
	readonly files: ReadonlyMap<string, NewFile>;
}

/** Makes several new folders, all of them or none. */
export interface FoldersChange {
	readonly kind: 'folders';
	/** The folder that they all lie in; empty for the workspace. */
	readonly path: WorkspacePath;
	/** By the folder's own path, as files of a `FolderChange`. */
	readonly folders: ReadonlyMap<WorkspacePath, FolderChange['files']>;
}

/** What became of a change that was made. */
export interface AppliedChange {
	/** Undefined when the files are left to the user to commit. */
	readonly commit: string | undefined;
	/** Why there is no commit. */
	readonly uncommitted: UncommittedReason | undefined;
	/** Files that were written and that `.gitignore` keeps out of the commit. */
	readonly ignored: readonly WorkspacePath[];
	/** The tag that marks the commit. */
	readonly tag: string | undefined;
	/** The commit was made, but Git refused the tag. */
	readonly tagFailure: CommitFailure | undefined;
}

/**
 * Why files were written and not committed: the configuration says so, there is no repository, or `.gitignore` keeps
 * every one of them out of Git, which the tool never overrides.
 */
export type UncommittedReason = 'setting' | 'no-repository' | 'ignored';

/** Why a change was not made. Files and index are as they were before, except after `roll-back-failed`. */
export type ChangeFailure =
	| WriteFailure
	| CommitFailure
	| BusyFailure
	| BranchRefused
	/** There is a repository that Git cannot read, so what is written could not be committed. */
	| { readonly kind: 'git-unreadable'; readonly reason: string }
	| { readonly kind: 'changed-meanwhile'; readonly path: WorkspacePath }
	| {
			readonly kind: 'roll-back-failed';
			readonly path: WorkspacePath;
			readonly commitFailure: CommitFailure;
			readonly writeFailure: WriteFailure;
	  };
