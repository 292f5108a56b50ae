import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { runDigest } from '../../workspace/runs/run-digest.ts';
import { evidenceRuns } from '../../formats/registry/evidence-runs.ts';
import type { EvidenceRun } from '../../formats/registry/evidence-runs.ts';
import type { Registry, RegistryProblem, Transition } from '../../formats/registry/registry-file.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';
import type { Checked } from './claim.ts';

/**
 * A problem for each run that a transition names and that is gone, evaluated something else, or has other files than the transition
 * sealed. A run that an earlier version of the tool did not seal is not checked.
 */
export async function verifyEvidence(registry: Registry, facts: WorkspaceFacts, access: VerifyAccess): Promise<Checked> {
	const runs = await loadEvidence(registry, facts, access);
	const digests = new Map<string, string>();
	for (const { id, sha256 } of registry.transitions.flatMap(evidenceRuns)) {
		const run = runs.get(id);
		if (run === undefined || sha256 === undefined || digests.has(id)) continue;
		access.signal.throwIfAborted();
		digests.set(id, await runDigest(run, access.files, access.signal));
	}
	const problems = registry.transitions.flatMap((transition, position) =>
		evidenceRuns(transition).flatMap(named => {
			const objection = objectionTo(transition, named, { run: runs.get(named.id), digest: digests.get(named.id) });
			return objection === undefined ? [] : [problemWith(registry, position, { id: named.id, ...objection })];
		}),
	);
	const isUnsealed = registry.transitions.flatMap(evidenceRuns).some(({ sha256 }) => sha256 === undefined);
	return { problems, unchecked: isUnsealed ? [['evidence', unsealed]] : [] };
}

const unsealed = 'earlier versions of Stagemark recorded which runs a version moved on, and not what was in them';

/** Every recorded run by id, when the registry names any. */
async function loadEvidence(
	registry: Registry,
	facts: WorkspaceFacts,
	{ files, signal }: VerifyAccess,
): Promise<ReadonlyMap<string, LoadedRun>> {
	const found = new Map<string, LoadedRun>();
	if (!registry.transitions.some(transition => evidenceRuns(transition).length > 0)) return found;
	for (const { folder } of facts.experiments) {
		for (const run of (await loadRuns(files, folder, signal)).runs) found.set(run.record.id, run);
	}
	return found;
}

/** In words that follow the run. */
interface Objection extends Pick<RegistryProblem, 'kind'> {
	readonly why: string;
}

function objectionTo(
	transition: Transition,
	{ id, sha256 }: EvidenceRun,
	{ run, digest }: { readonly run: LoadedRun | undefined; readonly digest: string | undefined },
): Objection | undefined {
	if (run === undefined) {
		return { kind: 'missing-evidence', why: 'which this workspace no longer has. Restore its folder from Git.' };
	}
	const evaluated = run.record.prompt?.sha256;
	if (transition.prompt_sha256 !== undefined && evaluated !== transition.prompt_sha256) {
		const why = `which evaluated other content than version ${transition.version}. Restore run.json of ${id} from Git.`;
		return { kind: 'missing-evidence', why };
	}
	if (sha256 === digest || sha256 === undefined) return undefined;
	const why = `whose files are not what they were when the version moved: run.json, its samples, its series or an artifact was edited, added or removed. Restore ${run.folder} from Git as it was at ${transition.at}.`;
	return { kind: 'changed-evidence', why };
}

function problemWith({ name }: Registry, position: number, { id, kind, why }: Objection & Pick<EvidenceRun, 'id'>): RegistryProblem {
	return { name, transition: position, kind, message: `Transition ${position + 1} rests on run ${id}, ${why}` };
}
