import type { FailureWords } from '../base/words-of-failure.ts';
import type { WriteFailure } from '../ports/file-store.ts';
import type { HookFailure } from '../use-cases/hooks/apply-hook-steps.ts';

/** Why hooks were not installed or taken out. */
export const hookFailureWords: FailureWords<Exclude<HookFailure, WriteFailure>> = {
	'hooks-without-repository': () => ({
		what: 'There are no hooks here.',
		why: 'This folder is in no Git repository.',
		action: 'Make one with “git init”, or name the folder of one.',
	}),
	'setting-refused': ({ key }) => ({
		what: `The setting ${key} of this clone could not be changed.`,
		why: 'Git refused it; another process may be changing the settings, or they may not be writable.',
		action: 'Try again, or look at .git/config.',
	}),
};
