import { canonicalJson } from '../../base/canonical-json.ts';
import { originOf } from '../../workspace/registry/registry-history.ts';
import type { RegistryHistory, RegistryState } from '../../workspace/registry/registry-history.ts';
import type { Registry, RegistryProblem } from '../../formats/registry/registry-file.ts';

/**
 * A problem for each commit, and for the file as it is, that lost or changed what had been recorded before: entries, requests
 * or reviews. A chain that was rewritten and sealed anew holds in itself; only Git knows what it was.
 *
 * Of the states a commit follows, one must be the beginning of its chain; entries of the others, which came by a merge, may
 * have been replayed behind it. What was lost and is there again as it was is no problem. In a shallow clone nothing is said
 * about what came before.
 */
export function verifyHistory(present: Registry, { states }: RegistryHistory): RegistryProblem[] {
	const problems: RegistryProblem[] = [];
	const newest = [...states.values()][0];
	if (newest !== undefined) {
		const lost = firstLoss([newest], present, present);
		if (lost !== undefined) problems.push(problemWith(present, lost, `The file differs from commit ${short(newest)}:`));
	}
	for (const state of states.values()) {
		const parents = state.revision.parents.flatMap(parent => states.get(parent) ?? []);
		const lost = firstLoss(parents, state.registry, present);
		const [author = 'somebody'] = state.revision.authors;
		if (lost !== undefined) problems.push(problemWith(present, lost, `Commit ${short(state)} by ${author} rewrote the file:`));
	}
	return problems;
}

/** True when a chain begins with all of another. */
export function continues(before: Registry, after: Registry): boolean {
	return firstDifference(before, after) === -1;
}

/** Something that was recorded, and that a later state does not have as it was. */
interface Loss {
	readonly what: string;
	/** 0-based position in the state that had it; undefined for a request. */
	readonly transition: number | undefined;
}

/** The first thing of the parents that is lost, unless the present has all of that parent as it was. */
function firstLoss(parents: readonly RegistryState[], after: Registry | undefined, present: Registry): Loss | undefined {
	const states = parents.map(({ registry }) => registry);
	const isContinued = states.some(before => before === undefined || firstDifference(before, after) === -1);
	for (const before of states) {
		if (before?.name !== present.name) continue;
		const lost = lostEntry(before, after, { isContinued, present }) ?? lostRequest(before, after, present);
		if (lost !== undefined) return lost;
	}
	return undefined;
}

function lostEntry(
	before: Registry,
	after: Registry | undefined,
	{ isContinued, present }: { readonly isContinued: boolean; readonly present: Registry },
): Loss | undefined {
	const position = isContinued ? firstMissing(before, after) : firstDifference(before, after);
	const moved = before.transitions[position];
	if (moved === undefined || firstDifference(before, present) === -1) return undefined;
	return { what: `transition ${position + 1} (${moved.version} to ${moved.to})`, transition: position };
}

function lostRequest(before: Registry, after: Registry | undefined, present: Registry): Loss | undefined {
	const what = changedRequest(before, after);
	return what === undefined || changedRequest(before, present) === undefined ? undefined : { what, transition: undefined };
}

/** Where the chain of `after` stops beginning with that of `before`; -1 when it does not. */
function firstDifference(before: Registry, after: Registry | undefined): number {
	return before.transitions.findIndex(({ digest }, position) => after?.transitions[position]?.digest !== digest);
}

/** The first entry of `before` that `after` does not have, in the same order, be it replayed; -1 when it has all. */
function firstMissing(before: Registry, after: Registry | undefined): number {
	const origins = (after?.transitions ?? []).map(originOf);
	let searched = 0;
	return before.transitions.findIndex(entry => {
		const found = origins.indexOf(originOf(entry), searched);
		searched = found + 1;
		return found === -1;
	});
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

function problemWith({ name }: Registry, { what, transition }: Loss, where: string): RegistryProblem {
	const message = `${where} ${what} is missing or changed. Restore the file from Git, record corrections as new entries, and join branches with “stagemark merge-registry”.`;
	return { name, transition, kind: 'history-rewritten', message };
}

function short({ revision }: RegistryState): string {
	return revision.commit.slice(0, 10);
}
