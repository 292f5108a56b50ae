import type { Change } from './change.ts';

/** A change that is written under the lock like any other and left to the user to look at and commit. */
export function changeLeftToUser(write: Change['write'], branch?: string): Change {
	return { write, branch, message: '', tag: undefined, settings: { commit: false, tag: false, sign: 'inherit' } };
}
