import type { GitState } from '../../ports/git.ts';
import type { AppliedChange } from './change.ts';

/** Warns of a commit that is on no branch; empty for any other. */
export function detachedWarning({ commit }: AppliedChange, state: GitState): readonly string[] {
	const isDetached = state.kind === 'repository' && state.branch === undefined;
	return commit !== undefined && isDetached ? ['HEAD is detached, so the commit is on no branch. Make a branch to keep it.'] : [];
}
