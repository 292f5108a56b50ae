import { spawn } from 'node:child_process';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { ProcessResult } from '../../core/ports/process-runner.ts';
import { BoundedLog } from './bounded-log.ts';
import { commandEnvironment, withoutCredentials } from './command-environment.ts';
import { followToEnd } from './follow-to-end.ts';

/** One program with its arguments. */
export interface ProgramCall {
	/** Absolute path; with `shell`, a line for the shell of the platform. */
	readonly program: string;
	readonly args: readonly string[];
	/** For commands of the user; no shell reads anything by default. */
	readonly shell?: true;
	/** What it reads on its input; nothing by default. */
	readonly input?: string;
	/** Absolute path of the folder it runs in. */
	readonly folder: string;
	/** Variables beside those of this process. */
	readonly variables: Readonly<Record<string, string>>;
	readonly timeoutMs: number;
	/** Bytes that are kept of each stream, from its beginning and from its end. */
	readonly kept: { readonly head: number; readonly tail: number };
}

/** How a program ended and what it printed; values of variables that are called like credentials are masked. */
export interface ProgramResult {
	readonly end: ProcessResult['end'];
	readonly stdout: string;
	readonly stderr: string;
}

/**
 * Runs a program to its end. Whatever it started has ended when this settles, also after a timeout.
 *
 * @throws The signal's reason when cancelled.
 */
export async function runProgram(call: ProgramCall, signal: CancelSignal): Promise<ProgramResult> {
	signal.throwIfAborted();
	const environment = call.shell === true ? commandEnvironment(call.variables) : { ...process.env, ...call.variables };
	const child = spawn(call.program, call.args, {
		cwd: call.folder,
		env: environment,
		shell: call.shell ?? false,
		stdio: [call.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
		// Leads a group of its own, which can be ended as a whole.
		detached: process.platform !== 'win32',
		windowsHide: true,
	});
	const [stdout, stderr] = [new BoundedLog(call.kept.head, call.kept.tail), new BoundedLog(call.kept.head, call.kept.tail)];
	child.stdout?.on('data', (chunk: Buffer) => stdout.append(chunk));
	child.stderr?.on('data', (chunk: Buffer) => stderr.append(chunk));
	// A program that ends without reading its input is judged by what it printed.
	child.stdin?.on('error', () => undefined);
	child.stdin?.end(call.input);
	const end = await followToEnd(child, call.timeoutMs, signal);
	return { end, stdout: withoutCredentials(stdout.text(), environment), stderr: withoutCredentials(stderr.text(), environment) };
}
