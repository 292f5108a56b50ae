import type { GitState } from '../../ports/git.ts';

/** What Git lets us see of the past. */
export interface GitSight {
	/** True when older commits were not fetched. */
	readonly shallow: boolean;
	/** True when there is a repository and Git reads it. */
	readonly readable: boolean;
	/** In Git's own words where it has any; undefined when everything can be seen. */
	readonly reason: string | undefined;
}

/** What Git said of itself, as far as claims rest on it. */
export function gitSight(state: GitState): GitSight {
	if (state.kind === 'no-git') return { shallow: false, readable: false, reason: oneLine(state.reason) };
	if (state.kind === 'no-repository') return { shallow: false, readable: false, reason: 'this folder is in no Git repository' };
	const reason = state.isShallow ? 'this clone is shallow, older commits were not fetched' : undefined;
	return { shallow: state.isShallow, readable: true, reason };
}

function oneLine(text: string): string {
	return text.split('\n')[0]?.trim() ?? '';
}
