import type { GitState } from '../../ports/git.ts';

/** The reason of a folder for which no Git is needed. */
export const noRepository = 'this folder is in no Git repository';

/** What Git lets us see of the past. */
export interface GitSight {
	/** True when older commits were not fetched. */
	readonly shallow: boolean;
	/** True when there is a repository and Git reads it. */
	readonly readable: boolean;
	/** In Git's own words where it has any; undefined when everything can be seen. */
	readonly reason: string | undefined;
}

/**
 * What Git said of itself, as far as claims rest on it.
 *
 * @param damage - Of the port, asked after everything was read.
 */
export function gitSight(state: GitState, damage: string | undefined): GitSight {
	if (state.kind === 'no-git') return { shallow: false, readable: false, reason: state.reason };
	if (state.kind === 'no-repository') return { shallow: false, readable: false, reason: noRepository };
	if (damage !== undefined) return { shallow: state.isShallow, readable: false, reason: damage };
	const reason = state.isShallow ? 'this clone is shallow, older commits were not fetched' : undefined;
	return { shallow: state.isShallow, readable: true, reason };
}
