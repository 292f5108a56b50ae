import type { WorkspacePath } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Config } from '../../formats/config/config.ts';
import { assertWritten } from '../../formats/registry/assert-written.ts';
import { editRegistry } from '../../formats/registry/edit-registry.ts';
import type { RegisteredVersion } from '../../formats/registry/edit-registry.ts';
import { ownValue } from '../../base/own-value.ts';
import { findMergeConflicts } from './find-merge-conflicts.ts';
import type { DivergedRegistry } from './find-merge-conflicts.ts';
import type { MergeChoices, MergeFailure, MergeSide } from './merge-conflict.ts';
import { mergedDetails } from '../../formats/registry/merge-details.ts';
import type { VersionDetails } from '../../formats/registry/merge-details.ts';
import { mergeRequests } from './merge-requests.ts';
import { parseRegistry } from '../../formats/registry/parse-registry.ts';
import { refusalOfRegistry } from '../promote/refuse-registry.ts';
import { originOf } from '../../workspace/registry/registry-history.ts';
import type { ParsedRegistry, Registry, Transition } from '../../formats/registry/registry-file.ts';
import { RegistryReplay } from './registry-replay.ts';

/** The texts of one registry file on two branches and where they parted. */
export interface RegistryTexts {
	readonly path: WorkspacePath;
	/** Undefined when the file did not exist yet. */
	readonly base: string | undefined;
	readonly ours: string;
	readonly theirs: string;
}

/** A registry file that has the entries of both branches. */
export interface MergedRegistry {
	readonly text: string;
	/** Entries of the other branch, sealed anew behind ours; each names the digest it had. */
	readonly replayed: readonly Transition[];
	/** Entries that carry out a choice. */
	readonly settled: readonly Transition[];
}

/**
 * Joins two branches of a registry file: the entries of theirs are replayed behind ours, each with the digest it had before,
 * so that nothing that was recorded is lost and the chain is whole. Requests get the reviews of both. Where both branches
 * decided one matter differently, that is a conflict, or, with a choice, a further entry that carries the choice out.
 */
export function mergeRegistries(texts: RegistryTexts, choices: MergeChoices): Result<MergedRegistry, MergeFailure> {
	const { path, base } = texts;
	const [ours, theirs] = [parseRegistry(path, texts.ours), parseRegistry(path, texts.theirs)];
	const refusal = refusalOf(ours, 'ours', choices.config) ?? refusalOf(theirs, 'theirs', choices.config);
	if (refusal !== undefined) return fail(refusal);
	if (ours.value === undefined || theirs.value === undefined) throw new Error('A registry that was not refused has a value.');
	const before = base === undefined ? undefined : parseRegistry(path, base).value;
	const diverged = divergedOf(ours.value, theirs.value, before);
	// When our branch has nothing of its own, theirs continues it as it stands, with no need to seal anything anew.
	if (diverged.oursNew.length === 0 && diverged.theirsNew.length > 0) {
		const swapped = { ...diverged, ours: theirs.value, theirs: ours.value, oursNew: diverged.theirsNew, theirsNew: [] };
		return merge(theirs, swapped, { ...choices, keep: otherSide(choices.keep) });
	}
	return merge(ours, diverged, choices);
}

function refusalOf(registry: ParsedRegistry, side: MergeSide, config: Config): MergeFailure | undefined {
	const refusal = refusalOfRegistry({ registry, path: registry.path, config });
	if (refusal === undefined) return undefined;
	const message =
		refusal.kind === 'chain-broken'
			? `The hash chain is broken at transition ${refusal.transition + 1}.`
			: refusal.kind === 'registry-unreadable'
				? refusal.message
				: 'It is not a registry file.';
	return { kind: 'merge-unreadable', path: registry.path, side, message };
}

function divergedOf(ours: Registry, theirs: Registry, base: Registry | undefined): DivergedRegistry {
	const [known, otherKnown] = [ours, theirs].map(({ transitions }) => new Set(transitions.map(originOf)));
	return {
		ours,
		theirs,
		base,
		oursNew: ours.transitions.filter(entry => otherKnown?.has(originOf(entry)) === false),
		theirsNew: theirs.transitions.filter(entry => known?.has(originOf(entry)) === false),
	};
}

function merge(target: ParsedRegistry, diverged: DivergedRegistry, choices: MergeChoices): Result<MergedRegistry, MergeFailure> {
	const { ours, theirs, theirsNew } = diverged;
	const conflicts = findMergeConflicts(diverged);
	const isOpen = choices.keep === undefined ? conflicts.length > 0 : conflicts.some(({ kind }) => kind === 'content');
	if (isOpen) return fail({ kind: 'merge-conflict', path: target.path, conflicts });

	const replay = new RegistryReplay(ours, choices);
	const replayed = theirsNew.map(entry => replay.replay(entry));
	const settled = conflicts.flatMap(conflict => replay.settle(conflict, choices.keep === 'theirs' ? theirs : ours));
	const transitions = [...replayed, ...settled];
	const text = editRegistry(target.text, {
		name: ours.name,
		pointers: replay.changedPointers(),
		stages: replay.changedStages(),
		registered: newVersions(diverged, replay),
		transitions,
		aliases: replay.changedAliases(),
		requests: mergeRequests(ours.requests, theirs.requests, choices.keep),
		details: changedDetails(diverged, choices.keep),
	});
	assertWritten({ path: target.path, config: choices.config }, text, transitions);
	return succeed({ text, replayed, settled });
}

/** Versions that only the other branch registered, with all it says of them. */
function newVersions({ ours, theirs }: DivergedRegistry, replay: RegistryReplay): readonly RegisteredVersion[] {
	return Object.entries(theirs.versions)
		.filter(([version]) => !Object.hasOwn(ours.versions, version))
		.map(([version, entry]) => ({ ...entry, version, stage: replay.stageOf(version) }));
}

function changedDetails({ ours, theirs, base }: DivergedRegistry, keep: MergeSide | undefined): ReadonlyMap<string, VersionDetails> {
	const common = Object.entries(ours.versions).flatMap(([version, own]) => {
		const other = Object.hasOwn(theirs.versions, version) ? theirs.versions[version] : undefined;
		if (other === undefined) return [];
		const details = mergedDetails(own, other, ownValue(base?.versions, version)) ?? (keep === 'theirs' ? other : own);
		return details === own ? [] : [[version, details] as const];
	});
	return new Map(common);
}

function otherSide(side: MergeSide | undefined): MergeSide | undefined {
	return side === undefined ? undefined : side === 'ours' ? 'theirs' : 'ours';
}
