import type { FailureWords } from '../base/words-of-failure.ts';
import type { WriteFailure } from '../ports/file-store.ts';
import type { HookFailure } from '../use-cases/hooks/apply-hook-steps.ts';

/** Why hooks were not installed or taken out. */
export const hookFailureWords: FailureWords<Exclude<HookFailure, WriteFailure>> = {
	'hooks-without-repository': () => ({
		what: 'Git hooks need a Git repository.',
		why: 'This folder is not in a Git repository.',
		action: 'Run “git init”, or choose a folder inside a repository.',
	}),
	'setting-refused': ({ key }) => ({
		what: `The setting ${key} of this clone could not be changed.`,
		why: 'Git refused it; another process may be changing the settings, or they may not be writable.',
		action: 'Try again, or check .git/config.',
	}),
};
