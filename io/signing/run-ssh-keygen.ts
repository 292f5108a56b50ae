import { spawn } from 'node:child_process';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import { gitEnvironment } from '../git/git-environment.ts';

/** How a call of OpenSSH ended. */
export interface SshOutput {
	/** Null when it was killed. */
	readonly exitCode: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

interface SshCall {
	/** Absolute. */
	readonly program: string;
	readonly programArguments: readonly string[];
	readonly input: string;
	/** Whether it may ask the person for a passphrase or a touch. */
	readonly mayAsk: boolean;
}

/** As long as somebody may need to find a key and touch it. */
const patienceMs = 120_000;

/** More than OpenSSH ever says. */
const outputLimit = 256 * 1024;

/**
 * Starts OpenSSH without a shell, in the system's root folder, so that nothing of the workspace is found by a relative path. Where nobody
 * sits at a terminal it gets none to ask at, and a passphrase is asked for by the program of SSH_ASKPASS, if there is one.
 *
 * @throws The error of the system when it cannot be started; the signal's reason when cancelled.
 */
export async function runSshKeygen(call: SshCall, signal: CancelSignal): Promise<SshOutput> {
	signal.throwIfAborted();
	const { program, programArguments, input, mayAsk } = call;
	const hasTerminal = mayAsk && process.stdin.isTTY;
	const child = spawn(program, [...programArguments], {
		cwd: process.platform === 'win32' ? (process.env['SystemRoot'] ?? 'C:\\') : '/',
		env: environment(mayAsk),
		stdio: ['pipe', 'pipe', 'pipe'],
		detached: !hasTerminal && process.platform !== 'win32',
		timeout: patienceMs,
		killSignal: 'SIGKILL',
		windowsHide: true,
	});
	const end = (): void => void child.kill('SIGKILL');
	signal.addEventListener('abort', end);
	try {
		const output = { stdout: '', stderr: '' };
		for (const name of ['stdout', 'stderr'] as const) {
			child[name].setEncoding('utf8').on('data', (chunk: string) => {
				if (output[name].length < outputLimit) output[name] += chunk;
			});
		}
		// It may refuse before it has read everything.
		child.stdin.on('error', () => undefined);
		child.stdin.end(input);
		const exitCode = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		signal.throwIfAborted();
		return { exitCode, ...output };
	} finally {
		signal.removeEventListener('abort', end);
	}
}

/** As for Git. Times without a zone in files of OpenSSH are UTC for everybody. */
function environment(mayAsk: boolean): NodeJS.ProcessEnv {
	const { SSH_ASKPASS: askpass } = process.env;
	return { ...gitEnvironment(true), TZ: 'UTC', ...(mayAsk && askpass !== undefined ? { SSH_ASKPASS: askpass } : {}) };
}
