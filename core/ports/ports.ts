import type { Result } from '../base/result.ts';
import type { CancelSignal } from './cancel-signal.ts';
import type { CellJournal } from './cell-journal.ts';
import type { ChangeJournal } from './change-journal.ts';
import type { ComputedTexts } from './computed-texts.ts';
import type { Databases } from './database.ts';
import type { ExternalFile, ExternalFolder, FileWriter, WorkspaceFiles, WorkspacePath } from './file-store.ts';
import type { Git } from './git.ts';
import type { ModelEndpoints } from './model-endpoint.ts';
import type { ProcessRunner } from './process-runner.ts';
import type { Signer } from './signer.ts';
import type { WebReader } from './web-reader.ts';
import type { WorktreeFailure, WorktreeRequest } from './worktree-request.ts';

/**
 * The interfaces in this folder are how core reaches the world. io/ implements them with Node; tests use the same
 * implementations on temporary folders. Nothing else in core knows that files, Git or a clock exist.
 */

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

/** The workspace as it was at one moment, checked out in a folder outside it. */
export interface Worktree {
	/** The world of that folder. Nothing is to be recorded there. */
	readonly ports: Ports;
	/**
	 * Copies a file of the user's workspace to its place here. False when there is none.
	 *
	 * @param from - Where the copy is taken from; the same path by default.
	 */
	bring(path: WorkspacePath, from?: WorkspacePath): Promise<boolean>;
	/** Deletes the folder, and forgets it in Git. */
	dispose(): Promise<void>;
}

/** Makes checkouts beside the one the user works in, which is never touched. */
export interface Worktrees {
	/**
	 * Runs no hook and fetches nothing. What killed processes have left behind is taken away first.
	 *
	 * @throws The signal's reason when cancelled; nothing is left behind then.
	 */
	open(request: WorktreeRequest, signal: CancelSignal): Promise<Result<Worktree, WorktreeFailure>>;
}

/** Everything a use case may need, passed as one value. */
export interface Ports {
	readonly files: WorkspaceFiles;
	/** Writes into the workspace. Records go through `unitOfWork`, which alone holds the lock; see the wall one-way-to-write. */
	readonly writer: FileWriter;
	readonly git: Git;
	readonly clock: Clock;
	readonly randomness: Randomness;
	readonly machine: Machine;
	readonly journal: ChangeJournal;
	readonly processes: ProcessRunner;
	readonly signer: Signer;
	readonly endpoints: ModelEndpoints;
	readonly cells: CellJournal;
	readonly computed: ComputedTexts;
	readonly worktrees: Worktrees;
	readonly databases: Databases;
	readonly web: WebReader;
	/** Opens a path as the user typed it; relative paths start at the folder the user stands in. */
	external(path: string): ExternalFile;
	/** The same for a folder. */
	externalFolder(path: string): ExternalFolder;
}
