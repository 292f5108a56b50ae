import type { CancelSignal } from './cancel-signal.ts';

/** A folder for what a process reads and writes, outside the workspace. */
export interface ScratchFolder {
	readonly absolutePath: string;
	/** All files below it as `/`-separated paths inside it, sorted. Links are left out, wherever they lead. */
	list(): Promise<readonly string[]>;
	/** Makes one file, with its folders, and gives its absolute path. */
	write(path: string, text: string): Promise<string>;
	/** As `write`. */
	writeBytes(path: string, bytes: Uint8Array): Promise<string>;
	/** As `write`, line by line, so that a file of any size needs no memory. Each line gets its line end. */
	writeLines(path: string, lines: AsyncIterable<string>): Promise<string>;
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
