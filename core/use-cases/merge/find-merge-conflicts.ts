import { canonicalJson } from '../../base/canonical-json.ts';
import { ownValue } from '../../base/own-value.ts';
import type { MergeConflict } from './merge-conflict.ts';
import { mergedDetails } from '../../formats/registry/merge-details.ts';
import { mergedStatus } from './merge-requests.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';

/** One registry on two branches, and what each recorded that the other has not. */
export interface DivergedRegistry {
	readonly ours: Registry;
	readonly theirs: Registry;
	/** As it was when the branches parted; undefined when it did not exist or cannot be read. */
	readonly base: Registry | undefined;
	readonly oursNew: readonly Transition[];
	readonly theirsNew: readonly Transition[];
}

/** Every matter that both branches decided, and differently. Whatever only one of them touched is none. */
export function findMergeConflicts(diverged: DivergedRegistry): readonly MergeConflict[] {
	return [
		...stageConflicts(diverged),
		...versionConflicts(diverged),
		...aliasConflicts(diverged),
		...requestConflicts(diverged),
		...contentConflicts(diverged),
	];
}

function stageConflicts({ ours, theirs, oursNew, theirsNew }: DivergedRegistry): readonly MergeConflict[] {
	const touched = (moves: readonly Transition[]): ReadonlySet<string> =>
		new Set(moves.filter(({ alias }) => alias === undefined).flatMap(({ from, to }) => [from, to]));
	return inBoth(touched(oursNew), touched(theirsNew)).flatMap(stage => {
		// Only stages that one version holds have a pointer; any number of versions may share the others.
		const [own, other] = [valueOf(ours.stages, stage), valueOf(theirs.stages, stage)];
		return own === other ? [] : [{ kind: 'stage' as const, stage, ours: own, theirs: other }];
	});
}

function versionConflicts({ ours, theirs, oursNew, theirsNew }: DivergedRegistry): readonly MergeConflict[] {
	const touched = (moves: readonly Transition[]): ReadonlySet<string> =>
		new Set(moves.filter(({ alias }) => alias === undefined).map(({ version }) => version));
	return inBoth(touched(oursNew), touched(theirsNew)).flatMap(version => {
		const [own, other] = [stageOf(ours, version), stageOf(theirs, version)];
		return own === other ? [] : [{ kind: 'version' as const, version, ours: own, theirs: other }];
	});
}

function aliasConflicts({ ours, theirs, oursNew, theirsNew }: DivergedRegistry): readonly MergeConflict[] {
	const touched = (entries: readonly Transition[]): ReadonlySet<string> => new Set(entries.flatMap(({ alias }) => alias?.name ?? []));
	return inBoth(touched(oursNew), touched(theirsNew)).flatMap(alias => {
		const [own, other] = [valueOf(ours.aliases ?? {}, alias), valueOf(theirs.aliases ?? {}, alias)];
		return own === other ? [] : [{ kind: 'alias' as const, alias, ours: own, theirs: other }];
	});
}

function requestConflicts({ ours, theirs }: DivergedRegistry): readonly MergeConflict[] {
	return ours.requests.flatMap(request => {
		const other = theirs.requests.find(({ id }) => id === request.id);
		if (other === undefined || mergedStatus(request.status, other.status) !== undefined) return [];
		return [{ kind: 'request' as const, request: request.id, ours: request.status, theirs: other.status }];
	});
}

function contentConflicts({ ours, theirs, base }: DivergedRegistry): readonly MergeConflict[] {
	return Object.entries(ours.versions).flatMap(([version, own]): readonly MergeConflict[] => {
		const other = Object.hasOwn(theirs.versions, version) ? theirs.versions[version] : undefined;
		if (other === undefined) return [];
		if (canonicalJson([own.sha256]) !== canonicalJson([other.sha256])) return [{ kind: 'content', version }];
		return mergedDetails(own, other, ownValue(base?.versions, version)) === undefined ? [{ kind: 'details', version }] : [];
	});
}

/** The stage of a version, by its last entry. */
export function stageOf({ transitions }: Pick<Registry, 'transitions'>, version: string): string {
	return transitions.findLast(transition => transition.version === version)?.to ?? 'None';
}

function inBoth(left: ReadonlySet<string>, right: ReadonlySet<string>): readonly string[] {
	return [...left].filter(value => right.has(value));
}

function valueOf(record: Readonly<Record<string, string>>, key: string): string | undefined {
	return Object.hasOwn(record, key) ? record[key] : undefined;
}
