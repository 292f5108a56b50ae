import { gitAction } from '../core/words/git-action.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './text/output.ts';

/**
 * Where this branch left a revision. Without a common ancestor at hand, as in a shallow clone, the revision itself is the next best.
 *
 * @throws UsageError when there is no such revision, and when Git cannot be read.
 */
export async function findBaseline(
	{ option, revision }: { readonly option: string; readonly revision: string },
	{ ports: { git } }: CommandContext,
): Promise<string> {
	const state = await git.state();
	if (state.kind === 'no-git')
		throw new UsageError(`${option} ${revision}: ${state.reason}, so nothing was compared. ${gitAction(state.reason)}`);
	const ancestor = await git.commonAncestor(revision);
	if (ancestor !== undefined) return ancestor;
	if ((await git.listAt(revision)).length > 0) return revision;
	throw new UsageError(
		`${option} ${revision}: there is no such revision here, so there is nothing to compare with. Fetch it, for example with “git fetch origin main”.`,
	);
}
