import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { FileRevision, Git } from '../../ports/git.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import { followMoves } from './follow-moves.ts';
import type { RegistryState } from './registry-state.ts';
import { gitSight } from './git-sight.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';

/** Every committed state of one registry file that Git has here. */
export interface RegistryHistory {
	/** Each before its parents, by commit. */
	readonly states: ReadonlyMap<string, RegistryState>;
	/** True when older states may exist elsewhere. */
	readonly isShallow: boolean;
	/** Why not every state could be read, as the end of a sentence; undefined when all were. */
	readonly gap: string | undefined;
}

/** As many changes of one file as are ever looked through. */
const changeLimit = 1000;

/**
 * Reads every committed state of a registry file, on all merged branches, also under the paths it had before it was moved. Empty
 * without a repository.
 */
export async function loadRegistryHistory(path: WorkspacePath, git: Git, signal: CancelSignal): Promise<RegistryHistory> {
	const state = await git.state();
	const states = await followMoves(path, { read: other => readStates(other, git, signal), git });
	const sight = gitSight(state, await git.damage());
	const isCut = states.size >= changeLimit;
	const gap = sight.reason ?? (isCut ? `the file has more than ${changeLimit} changes, and older ones were not read` : undefined);
	return { states, isShallow: sight.shallow || isCut, gap };
}

async function readStates(path: WorkspacePath, git: Git, signal: CancelSignal): Promise<Map<string, RegistryState>> {
	const states = new Map<string, RegistryState>();
	for (const revision of await git.fileHistory([path], changeLimit)) {
		signal.throwIfAborted();
		const text = (await git.readAt(revision.commit, [path])).get(path);
		states.set(revision.commit, { revision, registry: text === undefined ? undefined : parseRegistry(path, text).value });
	}
	return states;
}

/**
 * The commits that brought something into the file: they have it and no parent of theirs does. Empty when it is not committed,
 * and when it came before the part of the history that a shallow clone has.
 */
export function introducedBy({ states, isShallow }: RegistryHistory, has: (registry: Registry) => boolean): readonly FileRevision[] {
	const holds = (commit: string): boolean => {
		const registry = states.get(commit)?.registry;
		return registry !== undefined && has(registry);
	};
	return [...states.values()]
		.map(({ revision }) => revision)
		.filter(({ commit, parents }) => {
			const isCut = isShallow && parents.every(parent => !states.has(parent));
			return !isCut && holds(commit) && !parents.some(holds);
		});
}

/** What an entry is known by on all branches: the digest it was first sealed with. */
export function originOf({ replayed_from: origin, digest }: Transition): string {
	return origin ?? digest;
}
