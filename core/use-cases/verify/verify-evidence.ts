import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { Registry, RegistryProblem, Transition } from '../../formats/registry/registry-file.ts';
import type { VerifyAccess } from '../../workspace/registry/verify-access.ts';

/** Every recorded run by id, when the registry names any. */
export async function loadEvidence(
	registry: Registry,
	facts: WorkspaceFacts,
	{ files, signal }: VerifyAccess,
): Promise<ReadonlyMap<string, RunRecord>> {
	const records = new Map<string, RunRecord>();
	if (!registry.transitions.some(({ runs }) => runs !== undefined && runs.length > 0)) return records;
	for (const { folder } of facts.experiments) {
		const { runs } = await loadRuns(files, folder, signal);
		for (const { record } of runs) records.set(record.id, record);
	}
	return records;
}

/** A problem for each run that a transition names and that is gone, or that evaluated something else. */
export function verifyEvidence(registry: Registry, records: ReadonlyMap<string, RunRecord>): RegistryProblem[] {
	return registry.transitions.flatMap((transition, position) =>
		(transition.runs ?? []).flatMap(id => {
			const reason = reasonAgainst(transition, id, records.get(id));
			if (reason === undefined) return [];
			const message = `Transition ${position + 1} rests on run ${id}, ${reason}`;
			return { name: registry.name, transition: position, kind: 'missing-evidence' as const, message };
		}),
	);
}

function reasonAgainst(transition: Transition, id: string, record: RunRecord | undefined): string | undefined {
	if (record === undefined) return 'which this workspace no longer has. Restore its folder from Git.';
	const evaluated = record.prompt?.sha256;
	if (transition.prompt_sha256 === undefined || evaluated === transition.prompt_sha256) return undefined;
	return `which evaluated other content than version ${transition.version}. Restore run.json of ${id} from Git.`;
}
