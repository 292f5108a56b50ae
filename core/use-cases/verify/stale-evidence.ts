import type { WorkspacePath } from '../../ports/file-store.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { memberChanges, subjectVersions } from '../../workspace/subject.ts';
import type { Subject, SubjectFacts } from '../../workspace/subject.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { evidenceRuns } from '../../formats/registry/evidence-runs.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import { registeredMembers } from '../../workspace/registry/read-content.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import { ownValue } from '../../base/own-value.ts';

/** A version in a stage that is not, or not any more, what its evidence is about. */
export interface StaleEvidence {
	readonly name: string;
	readonly version: string;
	readonly stage: string;
	/**
	 * `changed-since`: its file, or a member of the pipeline, has other content than when it moved there, and was evaluated before that.
	 * `evaluated-other-content`: the runs that the move names evaluated something else.
	 */
	readonly kind: 'changed-since' | 'evaluated-other-content';
	/** The file with the present content. */
	readonly path: WorkspacePath;
	/** Canonical content hashes: what was evaluated, and what is there. */
	readonly evaluated: string;
	readonly current: string;
	/** What, why, what to do. */
	readonly message: string;
}

/**
 * Stale evidence of all versions in stages of one name, or of every name, from what the workspace index has in memory.
 *
 * @param evaluatedBy - Run ids to the content hashes they evaluated, where the runs were read; without them only files count.
 */
export function staleEvidence(
	facts: Pick<WorkspaceFacts, 'config'> & SubjectFacts,
	name: string | undefined,
	evaluatedBy: ReadonlyMap<string, string> = new Map(),
): readonly StaleEvidence[] {
	const { held } = stageRoles(facts.config);
	return facts.registries
		.map(({ registry }) => registry)
		.filter(registry => name === undefined || registry.name === name)
		.flatMap(registry =>
			held.flatMap(stage => {
				const version = Object.hasOwn(registry.stages, stage) ? registry.stages[stage] : undefined;
				return version === undefined ? [] : staleIn(stage, { registry, version, evaluatedBy }, facts);
			}),
		);
}

interface HeldVersion {
	readonly registry: Registry;
	readonly version: string;
	readonly evaluatedBy: ReadonlyMap<string, string>;
}

function staleIn(stage: string, { registry, version, evaluatedBy }: HeldVersion, facts: SubjectFacts): readonly StaleEvidence[] {
	const { name, transitions, versions } = registry;
	const move = transitions.findLast(transition => transition.version === version && isArrival(transition, stage));
	const promoted = move?.prompt_sha256 ?? ownValue(versions, version)?.sha256;
	if (promoted === undefined) return [];
	const wanted = normaliseVersion(version) ?? version;
	const known = subjectVersions(name, facts, registry.kind).filter(subject => subject.version === wanted);
	// A pipeline that only history has is still made of members that may change.
	const present = known.filter(subject => subject.revision === undefined || subject.members.length > 0);
	const changed = present.find(subject => subject.contentHash !== promoted);
	const identity = { name, version, stage };
	if (changed !== undefined) {
		const message = `${name} ${version} in ${stage} differs from what was evaluated: ${whatChanged(changed, registry, version, facts)} changed after the promotion. Restore it from Git, or give the new content a new version and evaluate that.`;
		return [{ ...identity, kind: 'changed-since', path: changed.path, evaluated: promoted, current: changed.contentHash, message }];
	}
	const other = evaluatedOther(move, promoted, evaluatedBy);
	if (other === undefined) return [];
	const message = `${name} ${version} in ${stage} differs from what was evaluated: run ${other.run} evaluated other content. Record runs of this version and promote it with them.`;
	const path = known[0]?.path ?? ownValue(versions, version)?.source ?? '';
	return [{ ...identity, kind: 'evaluated-other-content', path, evaluated: other.hash, current: promoted, message }];
}

/** The members of a pipeline that changed, else the file. */
function whatChanged({ path }: Subject, registry: Registry, version: string, facts: SubjectFacts): string {
	const changes = memberChanges(registeredMembers(registry, version), facts);
	if (changes.length === 0) return path;
	return `the content of ${changes.map(({ member }) => `${member.kind} ${member.reference}`).join(' and ')}`;
}

function evaluatedOther(
	move: Transition | undefined,
	promoted: string,
	evaluatedBy: ReadonlyMap<string, string>,
): { readonly run: string; readonly hash: string } | undefined {
	for (const { id } of move === undefined ? [] : evidenceRuns(move)) {
		const hash = evaluatedBy.get(id);
		if (hash !== undefined && hash !== promoted) return { run: id, hash };
	}
	return undefined;
}
