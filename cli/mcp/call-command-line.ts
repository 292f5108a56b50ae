import { join } from 'node:path';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import { runProgram } from '../../io/process/run-program.ts';
import type { ProgramResult } from '../../io/process/run-program.ts';

/** Bytes that are kept of what a command prints: what a model can read, and what says how it ended. */
const kept = { head: 60_000, tail: 2_000 };

/** Runs this command line for one workspace, each call as a process of its own that can be ended. */
export class CommandLine {
	/** Absolute path of the workspace. */
	readonly root: string;

	constructor(root: string) {
		this.root = root;
	}

	/** @throws The signal's reason when cancelled. */
	async call(words: readonly string[], timeoutSeconds: number, signal: CancelSignal): Promise<ProgramResult> {
		return await runProgram(
			{
				program: process.execPath,
				args: [join(__dirname, 'cli.js'), `--cwd=${this.root}`, ...words],
				folder: this.root,
				variables: { NO_COLOR: '1' },
				timeoutMs: timeoutSeconds * 1000,
				kept,
			},
			signal,
		);
	}
}
