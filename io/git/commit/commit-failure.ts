import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { CommitFailure } from '../../../core/ports/git.ts';
import type { GitOutput } from '../run-git.ts';

/** Why Git refused a command that writes, from its words (in English, see git-environment.ts) and exit code. */
export function commitFailureOf(output: GitOutput, hooksFolder: string): CommitFailure {
	const words = `${output.stderr}${output.stdout}`.trim();
	const lockFile = lockFileOf(output);
	if (lockFile !== undefined) return { kind: 'index-locked', lockFile };
	if (/tell me who you are|empty ident name|auto-detect/i.test(words)) return { kind: 'no-identity' };
	const isNothingToCommit = /nothing (?:added )?to commit|no changes added to commit/.test(words);
	if (output.exitCode === 1 && !isNothingToCommit && hasCommitHook(hooksFolder)) return { kind: 'hook-failed', output: words };
	return { kind: 'git-failed', output: words };
}

/** The lock that another Git process held; undefined when the command did not fail for that. */
export function lockFileOf({ exitCode, stderr }: GitOutput): string | undefined {
	const start = stderr.indexOf(beforeLock);
	const end = start === -1 ? -1 : stderr.indexOf(behindLock, start);
	return exitCode === 0 || end === -1 ? undefined : stderr.slice(start + beforeLock.length, end + '.lock'.length);
}

const beforeLock = "Unable to create '";
const behindLock = ".lock': File exists";

/** Git does not say that a hook failed; it prints what the hook prints and exits with 1. */
function hasCommitHook(hooksFolder: string): boolean {
	return ['pre-commit', 'prepare-commit-msg', 'commit-msg'].some(name => {
		try {
			accessSync(join(hooksFolder, name), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}
