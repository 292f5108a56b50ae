import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { lockFileOf } from './commit-failure.ts';
import type { GitOutput, RunGit } from '../run-git.ts';

/**
 * Tries again while another Git process, such as an editor's refresh or a commit of the user, holds a lock or moves the branch. A
 * lock that is older than the patience belongs to nobody any more.
 */
export function waitingForLocks(run: RunGit, patienceMs: number): RunGit {
	return async (commandArguments, input) => {
		let waitedMs = 0;
		for (;;) {
			const output = await run(commandArguments, input);
			if (waitedMs >= patienceMs || !(await isPassing(output, patienceMs))) return output;
			const pauseMs = Math.min(50 + waitedMs / 4, 500);
			await setTimeout(pauseMs);
			waitedMs += pauseMs;
		}
	};
}

async function isPassing(output: GitOutput, patienceMs: number): Promise<boolean> {
	if (output.exitCode !== 0 && output.stderr.includes(refMoved)) return true;
	const lockFile = lockFileOf(output);
	if (lockFile === undefined) return false;
	const lock = await stat(lockFile).catch(() => undefined);
	// Released in the meantime: now it works.
	return lock === undefined || Date.now() - lock.mtimeMs < patienceMs;
}

/** Between reading the branch and writing it somebody else committed: `cannot lock ref 'HEAD': is at … but expected …`. */
const refMoved = ' but expected ';
