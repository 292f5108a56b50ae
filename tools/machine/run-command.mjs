// Runs another program and waits for it.
import { spawn } from 'node:child_process';
import { endProcessTree, onExit } from './clean-up.mjs';

const GRACE_MS = 10_000;

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, isQuiet?: boolean, timeoutMs?: number }} [options]
 *   `isQuiet` keeps the output back unless the program fails.
 * @returns {Promise<{ code: number, output: string }>} the output only when quiet; code 124 after the timeout
 */
export async function runCommand(command, args, options = {}) {
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: options.isQuiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
		detached: process.platform !== 'win32',
		shell: process.platform === 'win32' && command === 'npm', // npm is a .cmd file there.
	});
	const stop = onExit(() => {
		if (child.exitCode === null && child.signalCode === null) endProcessTree(child.pid);
	});
	let output = '';
	child.stdout?.on('data', chunk => (output += chunk));
	child.stderr?.on('data', chunk => (output += chunk));

	let timedOut = false;
	const timer =
		options.timeoutMs === undefined
			? undefined
			: setTimeout(() => {
					timedOut = true;
					endProcessTree(child.pid);
					setTimeout(() => endProcessTree(child.pid, 'SIGKILL'), GRACE_MS).unref();
				}, options.timeoutMs);
	try {
		const code = await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (exitCode, signal) => resolve(exitCode ?? (signal === null ? 1 : 128)));
		});
		return { code: timedOut ? 124 : code, output };
	} finally {
		clearTimeout(timer);
		stop();
	}
}

/** As `runCommand`, quiet; throws with the program's last words when it fails. */
export async function runOrThrow(command, args, options = {}) {
	const { code, output } = await runCommand(command, args, { ...options, isQuiet: true });
	if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.slice(-4000)}`);
	return output;
}
