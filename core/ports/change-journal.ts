import type { Result } from '../base/result.ts';
import type { WorkspacePath, WriteFailure } from './file-store.ts';
import type { SigningChoice } from './git.ts';

/**
 * A change that is being made: noted before the write and forgotten after the commit, so that a kill in between can be
 * finished. A write that is one rename is never there by half; one of several files or folders can be, and is then taken back.
 */
export interface PendingChange {
	/** The file or the folder that the change replaces or makes, or the folder that its files lie in. */
	readonly path: WorkspacePath;
	/** Every file the change writes, with the SHA-256 of its content. */
	readonly contents: Readonly<Record<WorkspacePath, string>>;
	/** For a change of several files or folders the text of each before; null for one that did not exist. */
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
	/**
	 * Takes the lock and notes the change. Waits for whoever holds it, up to half a minute for any one of them. Busy at once while
	 * the change of a killed process is there, which must be taken over before.
	 */
	begin(change: PendingChange): Promise<Result<void, BusyFailure | WriteFailure>>;
	/** Waits as `begin` does until nobody alive holds the lock, for whoever is about to read what is being written. */
	settle(): Promise<void>;
	/** Takes the lock from a process that was killed and gives its change. Undefined when nothing was left behind. */
	takeOver(): Promise<PendingChange | undefined>;
	/** The living process that holds the lock now, in words as in `BusyFailure`; undefined when none does. */
	holder(): Promise<string | undefined>;
	/** The change that a killed process left behind, for whoever only reads and must leave it as it is. */
	abandoned(): Promise<PendingChange | undefined>;
	/** Gives up the lock and leaves the change to whoever takes over next, for a cause that passes. */
	postpone(change: PendingChange): Promise<void>;
	/** Releases the lock and forgets the change. */
	finish(): Promise<void>;
}
