import { spawn } from 'node:child_process';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { ProcessRequest, ProcessResult, ProcessRunner, ScratchFolder } from '../../core/ports/process-runner.ts';
import { BoundedLog } from './bounded-log.ts';
import { commandEnvironment, withoutCredentials } from './command-environment.ts';
import { followToEnd } from './follow-to-end.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const headByteCount = 256 * 1024;
const tailByteCount = 768 * 1024;

/** Runs commands of the workspace through the shell of the platform. */
export class NodeProcessRunner implements ProcessRunner {
	readonly #root: string;

	/** @param root - Absolute path of the folder they run in. */
	constructor(root: string) {
		this.#root = root;
	}

	makeScratchFolder(): Promise<ScratchFolder> {
		return makeTemporaryFolder();
	}

	async run({ command, variables, timeoutMs }: ProcessRequest, signal: CancelSignal): Promise<ProcessResult> {
		signal.throwIfAborted();
		const environment = commandEnvironment(variables);
		const child = spawn(command, {
			cwd: this.#root,
			env: environment,
			shell: true,
			stdio: ['ignore', 'pipe', 'pipe'],
			// Leads a group of its own, which can be ended as a whole. Ctrl+C in a terminal then no longer reaches it by itself.
			detached: process.platform !== 'win32',
			windowsHide: true,
		});
		const log = new BoundedLog(headByteCount, tailByteCount);
		child.stdout.on('data', (chunk: Buffer) => log.append(chunk));
		child.stderr.on('data', (chunk: Buffer) => log.append(chunk));
		const end = await followToEnd(child, timeoutMs, signal);
		return { end, log: withoutCredentials(log.text(), environment) };
	}
}
