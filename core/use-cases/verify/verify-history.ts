import type { RegistryHistory } from '../../workspace/registry/registry-history.ts';
import type { RegistryState } from '../../workspace/registry/registry-state.ts';
import type { Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';
import type { Checked } from './claim.ts';
import { firstDifference, lossBetween, lossFromHistory, lossInMerge } from './find-loss.ts';
import type { Loss } from './find-loss.ts';

/**
 * A problem for each commit, and for the file as it is, that lost or changed what had been recorded before: entries, requests
 * or reviews. A chain that was rewritten and sealed anew holds in itself; only Git knows what it was.
 *
 * Of the states a commit follows, one must be the beginning of its chain; entries of the others, which came by a merge, may
 * have been replayed behind it. What was lost and is there again as it was is no problem, and neither is a trail that went on under
 * its own name in another file. Which name a file had in between makes no difference. Nothing is said of what came before the states
 * that Git shows.
 *
 * @param elsewhere - The other registry files that are there.
 */
export function verifyHistory(present: Registry, { states, gap }: RegistryHistory, elsewhere: readonly Registry[]): Checked {
	const problems: RegistryProblem[] = [];
	const newest = [...states.values()][0];
	if (newest !== undefined) {
		const lost = firstLoss([newest], present, { present, elsewhere });
		if (lost !== undefined) problems.push(problemWith(present, lost, `The file differs from commit ${short(newest.revision.commit)}:`));
	}
	for (const state of states.values()) {
		const { commit, parents, authors } = state.revision;
		const lost = firstLoss(
			parents.flatMap(parent => states.get(parent) ?? []),
			state.registry,
			{ present, elsewhere },
		);
		const [author = 'somebody'] = authors;
		if (lost !== undefined) problems.push(problemWith(present, lost, `Commit ${short(commit)} by ${author} rewrote the file:`));
	}
	// No single commit needs to have rewritten anything where a file was swapped in several steps.
	const swapped = problems.length === 0 ? lossFromHistory(present, states) : undefined;
	if (swapped !== undefined)
		problems.push(problemWith(present, swapped.loss, `Since commit ${short(swapped.commit)} the file was rewritten:`));
	const reason = gap ?? (states.size === 0 ? uncommitted : undefined);
	return { problems, unchecked: reason === undefined ? [] : [['history', reason]] };
}

/** Why nothing can be said of the past of a file that Git does not have. */
export const uncommitted = 'the registry file is in no commit';

interface Presence {
	readonly present: Registry;
	readonly elsewhere: readonly Registry[];
}

/** The first thing of the parents that is lost, unless it is there again as it was. */
function firstLoss(parents: readonly RegistryState[], after: Registry | undefined, { present, elsewhere }: Presence): Loss | undefined {
	const states = parents.map(({ registry }) => registry);
	const isContinued = states.some(before => before === undefined || firstDifference(before, after) === -1);
	for (const before of states) {
		if (before === undefined) continue;
		const lost = isContinued ? lossInMerge(before, after) : lossBetween(before, after);
		if (lost === undefined || lossBetween(before, present) === undefined) continue;
		const movedTo = elsewhere.filter(({ name }) => name === before.name && name !== present.name);
		if (!movedTo.some(other => lossBetween(before, other) === undefined)) return lost;
	}
	return undefined;
}

function problemWith({ name }: Registry, { what, transition }: Loss, where: string): RegistryProblem {
	const message = `${where} ${what} is missing or changed. Restore the file from Git, record corrections as new entries, and join branches with “stagemark merge-registry”.`;
	return { name, transition, kind: 'history-rewritten', message };
}

function short(commit: string): string {
	return commit.slice(0, 10);
}
