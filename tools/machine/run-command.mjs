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
	/** @param {Buffer} chunk */
	const keep = chunk => (output += chunk.toString());
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);

	const state = { isTimedOut: false };
	const timer =
		options.timeoutMs === undefined
			? undefined
			: setTimeout(() => {
					state.isTimedOut = true;
					endProcessTree(child.pid);
					setTimeout(() => endProcessTree(child.pid, 'SIGKILL'), GRACE_MS).unref();
				}, options.timeoutMs);
	try {
		/** @type {number} */
		const code = await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (exitCode, signal) => resolve(exitCode ?? (signal === null ? 1 : 128)));
		});
		return { code: state.isTimedOut ? 124 : code, output };
	} finally {
		clearTimeout(timer);
		stop();
	}
}

/**
 * As `runCommand`, quiet; gives what the program printed, and throws with its last words when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Parameters<typeof runCommand>[2]} [options]
 */
export async function runOrThrow(command, args, options = {}) {
	const { code, output } = await runCommand(command, args, { ...options, isQuiet: true });
	if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.slice(-4000)}`);
	return output;
}
