import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';
import type { RegistryState } from './registry-state.ts';

/** Committed states of one path by commit, each before its parents. */
type States = ReadonlyMap<string, RegistryState>;

interface HistoryAccess {
	/** The states of one path, where it is not asked how the file came there. */
	readonly read: (path: WorkspacePath) => Promise<States>;
	readonly git: Git;
}

/**
 * The states of a registry file with those it had elsewhere: where a commit brings the file and takes away another one that shares an
 * entry or the name with it, the file was moved, and its history goes on there.
 */
export async function followMoves(
	path: WorkspacePath,
	access: HistoryAccess,
	seen: ReadonlySet<WorkspacePath> = new Set(),
): Promise<States> {
	const own = await access.read(path);
	const states = new Map(own);
	const known = new Set([...seen, path]);
	for (const { revision, registry } of own.values()) {
		if (registry === undefined || revision.parents.some(parent => own.get(parent)?.registry !== undefined)) continue;
		const from = await movedFrom(revision.commit, registry, access.git);
		if (from === undefined || known.has(from)) continue;
		const earlier = await followMoves(from, access, known);
		const parents = earlier.get(revision.commit)?.revision.parents ?? [];
		states.set(revision.commit, { revision: { ...revision, parents: [...revision.parents, ...parents] }, registry });
		for (const [commit, state] of before(parents, earlier)) if (!states.has(commit)) states.set(commit, state);
	}
	return states;
}

/** Where a registry file that a commit brought was until then. Undefined for one that is new. */
async function movedFrom(commit: string, registry: Registry, git: Git): Promise<WorkspacePath | undefined> {
	if (registry.transitions.length === 0 && registry.requests.length === 0) return undefined;
	const gone = (await git.removedBy(commit)).filter(path => path.endsWith('.yaml'));
	if (gone.length === 0) return undefined;
	const texts = await git.readAt(`${commit}^`, gone);
	const candidates = [...texts].map(([path, text]) => ({ path, former: parseRegistry(path, text).value }));
	const digests = new Set(registry.transitions.map(({ digest }) => digest));
	const found =
		candidates.find(({ former }) => former?.transitions.some(({ digest }) => digests.has(digest))) ??
		candidates.find(({ former }) => former?.name === registry.name);
	return found?.path;
}

/** The states that some commits come from, those of the commits themselves among them, in the order in which they were. */
function before(commits: readonly string[], states: States): readonly (readonly [string, RegistryState])[] {
	const reached = new Set<string>();
	const open = [...commits];
	for (let commit = open.pop(); commit !== undefined; commit = open.pop()) {
		if (reached.has(commit)) continue;
		reached.add(commit);
		open.push(...(states.get(commit)?.revision.parents ?? []));
	}
	return [...states].filter(([commit]) => reached.has(commit));
}
