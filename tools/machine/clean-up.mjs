// What a script leaves behind is taken away when it ends, also by Ctrl+C or by an error.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<() => void>} */
const actions = new Set();
let isListening = false;

/**
 * Runs `action` when the process ends, the last one registered first. Only synchronous work is done in time.
 * @param {() => void} action
 * @returns {() => void} runs it now instead
 */
export function onExit(action) {
	listen();
	actions.add(action);
	return () => {
		if (actions.delete(action)) action();
	};
}

/**
 * A new temporary folder that is removed at the end.
 * @param {string} purpose a word for its name
 */
export function temporaryFolder(purpose) {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), `stagemark-${purpose}-`)));
	onExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
	return folder;
}

/**
 * Ends a process that was started with `detached: true`, and everything in its process group.
 * @param {number | undefined} pid
 * @param {'SIGTERM' | 'SIGKILL'} [signal] SIGTERM, the default, lets scripts that use this module clean up after themselves
 */
export function endProcessTree(pid, signal = 'SIGTERM') {
	if (pid === undefined) return;
	if (process.platform === 'win32') {
		spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // ESRCH: it has ended by itself.
	}
}

function listen() {
	if (isListening) return;
	isListening = true;
	process.on('exit', () => {
		for (const action of [...actions].reverse()) action();
		actions.clear();
	});
	process.on('SIGINT', () => process.exit(130));
	process.on('SIGTERM', () => process.exit(143));
	process.on('SIGHUP', () => process.exit(129));
}
