import { canonicalJson } from '../../base/canonical-json.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import { originOf } from '../../workspace/registry/registry-history.ts';
import type { RegistryHistory } from '../../workspace/registry/registry-history.ts';

/** Something that was recorded, and that a later state does not have as it was. */
export interface Loss {
	/** In words. */
	readonly what: string;
	/** 0-based position in the state that had it; undefined for a request. */
	readonly transition: number | undefined;
}

/** What of one state is missing or changed in a later one, which begins with its chain. Undefined when nothing is. */
export function lossBetween(before: Registry, after: Registry | undefined): Loss | undefined {
	return entryAt(before, firstDifference(before, after)) ?? requestLoss(before, after);
}

/** The same where the later one came by a merge, which may have sealed the entries anew behind those of another branch. */
export function lossInMerge(before: Registry, after: Registry | undefined): Loss | undefined {
	return entryAt(before, firstMissing(before, after)) ?? requestLoss(before, after);
}

/**
 * What some commit had recorded under the name of a file and that the file does not have as it was, whatever happened in between. Newest
 * first; entries of a branch that was merged may have been replayed.
 */
export function lossFromHistory(
	present: Registry,
	states: RegistryHistory['states'],
): { readonly loss: Loss; readonly commit: string } | undefined {
	const merged = statesBehindMerges(states);
	for (const [commit, { registry }] of states) {
		if (registry?.name !== present.name) continue;
		const loss = lossBetween(registry, present);
		if (loss !== undefined && !(merged.has(commit) && lossInMerge(registry, present) === undefined)) return { loss, commit };
	}
	return undefined;
}

/** The commits that a merge took in. */
function statesBehindMerges(states: RegistryHistory['states']): ReadonlySet<string> {
	const merged = new Set<string>();
	for (const [commit, { revision }] of states) {
		if (merged.has(commit) || revision.parents.length > 1) for (const parent of revision.parents) merged.add(parent);
	}
	return merged;
}

function entryAt(before: Registry, position: number): Loss | undefined {
	const moved = before.transitions[position];
	return moved && { what: `transition ${position + 1} (${moved.version} to ${moved.to})`, transition: position };
}

/** Where the chain of `after` stops beginning with that of `before`; -1 when it does not. */
export function firstDifference(before: Registry, after: Registry | undefined): number {
	return before.transitions.findIndex(({ digest }, position) => after?.transitions[position]?.digest !== digest);
}

/** The first entry of `before` that `after` does not have, in the same order, be it replayed; -1 when it has all. */
function firstMissing(before: Registry, after: Registry | undefined): number {
	const entries = after?.transitions ?? [];
	let searched = 0;
	return before.transitions.findIndex(entry => {
		const found = entries.findIndex((other, position) => position >= searched && isReplayOf(other, entry));
		searched = found + 1;
		return found === -1;
	});
}

/** A replay has the same origin and says the same; only where its version came from may be another stage by then. */
function isReplayOf(replayed: Transition, entry: Transition): boolean {
	return originOf(replayed) === originOf(entry) && (replayed.digest === entry.digest || sayingOf(replayed) === sayingOf(entry));
}

function sayingOf(transition: Transition): string {
	// An alias has no stage of its own: it names that of its version.
	const placed = transition.alias === undefined ? placedKeys : [...placedKeys, 'to'];
	return canonicalJson(Object.fromEntries(Object.entries(transition).filter(([key]) => !placed.includes(key))));
}

/** What an entry has by its place in a chain. */
const placedKeys: readonly string[] = ['digest', 'from', 'previous', 'replayed_from'];

function requestLoss(before: Registry, after: Registry | undefined): Loss | undefined {
	const what = changedRequest(before, after);
	return what === undefined ? undefined : { what, transition: undefined };
}

/** In words what of the requests is gone or different. Their status may change, and reviews may be added. */
function changedRequest(before: Registry, after: Registry | undefined): string | undefined {
	for (const request of before.requests) {
		const later = after?.requests.find(({ id }) => id === request.id);
		if (later === undefined) return `request ${request.id}`;
		const isSame = identityOf(later) === identityOf(request);
		const known = new Set(later.reviews.map(canonicalJson));
		if (!isSame || !request.reviews.every(review => known.has(canonicalJson(review)))) return `the record of request ${request.id}`;
	}
	return undefined;
}

function identityOf({ id, version, to, by, at, reason, prompt_sha256: content, checks }: Registry['requests'][number]): string {
	return canonicalJson({ id, version, to, by, at, reason, content, checks });
}
