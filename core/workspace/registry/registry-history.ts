import type { FileRevision } from '../../ports/git.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import type { RegistryState } from './registry-state.ts';

/** Every committed state of one registry file that Git has here. */
export interface RegistryHistory {
	/** Each before its parents, by commit. */
	readonly states: ReadonlyMap<string, RegistryState>;
	/** True when older states may exist elsewhere. */
	readonly isShallow: boolean;
	/** Why not every state could be read, as the end of a sentence; undefined when all were. */
	readonly gap: string | undefined;
	/** See `introductionsIn`. */
	readonly introductions: ReadonlyMap<string, readonly FileRevision[]>;
}

/**
 * The commits that brought each entry of the trail into the file, by its origin: they have it and no parent of theirs does. None for one
 * that is not committed, and for one that came before the part of the history that a shallow clone has.
 */
export function introductionsIn(states: RegistryHistory['states'], isShallow: boolean): ReadonlyMap<string, readonly FileRevision[]> {
	const introductions = new Map<string, FileRevision[]>();
	const originsAt = new Map([...states].map(([commit, { registry }]) => [commit, new Set(registry?.transitions.map(originOf))]));
	for (const { revision, registry } of states.values()) {
		if (isCutAt(revision, states, isShallow)) continue;
		const before = revision.parents.flatMap(parent => originsAt.get(parent) ?? []);
		for (const origin of new Set(registry?.transitions.map(originOf))) {
			if (before.some(origins => origins.has(origin))) continue;
			const known = introductions.get(origin);
			if (known === undefined) introductions.set(origin, [revision]);
			else known.push(revision);
		}
	}
	return introductions;
}

/** The commits that brought an entry into the file, see `introductionsIn`. */
export function introducersOf(transition: Transition, { introductions }: RegistryHistory): readonly FileRevision[] {
	return introductions.get(originOf(transition)) ?? [];
}

/** The same for anything else that a registry file can have. */
export function introducedBy({ states, isShallow }: RegistryHistory, has: (registry: Registry) => boolean): readonly FileRevision[] {
	const holds = (commit: string): boolean => {
		const registry = states.get(commit)?.registry;
		return registry !== undefined && has(registry);
	};
	return [...states.values()]
		.map(({ revision }) => revision)
		.filter(revision => !isCutAt(revision, states, isShallow) && holds(revision.commit) && !revision.parents.some(holds));
}

/** True where nobody knows what was before a commit. */
function isCutAt({ parents }: FileRevision, states: RegistryHistory['states'], isShallow: boolean): boolean {
	return isShallow && parents.every(parent => !states.has(parent));
}

/** What an entry is known by on all branches: the digest it was first sealed with. */
export function originOf({ replayed_from: origin, digest }: Transition): string {
	return origin ?? digest;
}
