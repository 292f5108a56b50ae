import type { WorkspacePath } from '../../ports/file-store.ts';
import { fileKindOf } from '../../workspace/file-kind.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { RegistryState } from '../../workspace/registry/registry-state.ts';
import type { Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';
import { lossBetween, lossFromHistory } from './find-loss.ts';

/**
 * A problem for each registry file that Git knows with entries, that is gone, and whose entries no other file has: neither as it was
 * last nor as any commit had it before. A file that was moved or renamed is none.
 *
 * @param present - The registry files that are there, by their paths.
 */
export async function verifyDeleted(
	present: ReadonlyMap<WorkspacePath, Registry | undefined>,
	{ config }: WorkspaceFacts,
	{ past, signal }: Pick<VerifyAccess, 'past' | 'signal'>,
): Promise<readonly RegistryProblem[]> {
	const problems: RegistryProblem[] = [];
	for (const path of await past.paths()) {
		if (present.has(path) || fileKindOf(path, config) !== 'registry') continue;
		signal.throwIfAborted();
		const { states } = await past.historyOf(path, signal);
		const last = lastOf(states);
		if (last === undefined) continue;
		const successors = [...present.values()].filter(registry => registry !== undefined && lossBetween(last, registry) === undefined);
		if (successors.length === 0) {
			const count = `${last.transitions.length} ${last.transitions.length === 1 ? 'entry' : 'entries'}`;
			const message = `${path} was deleted with ${count} of the audit trail. Restore it from Git, and archive what is no longer used.`;
			problems.push({ name: last.name, transition: undefined, kind: 'history-rewritten', message });
			continue;
		}
		const swapped = lossIn(successors, states);
		if (swapped === undefined) continue;
		const message = `${path} was rewritten before it was deleted: ${swapped.loss.what} of commit ${swapped.commit.slice(0, 10)} is missing or changed. Restore the file from Git, record corrections as new entries, and join branches with “stagemark merge-registry”.`;
		problems.push({ name: last.name, transition: undefined, kind: 'history-rewritten', message });
	}
	return problems;
}

/** What some commit had in the file and what none of the files that go on with it has. */
function lossIn(
	successors: readonly (Registry | undefined)[],
	states: ReadonlyMap<string, RegistryState>,
): ReturnType<typeof lossFromHistory> {
	const losses = successors.map(registry => registry && lossFromHistory(registry, states));
	return losses.includes(undefined) ? undefined : losses[0];
}

/** The file as Git had it last, with entries. */
function lastOf(states: ReadonlyMap<string, RegistryState>): Registry | undefined {
	return [...states.values()].find(({ registry }) => registry !== undefined && registry.transitions.length > 0)?.registry;
}
