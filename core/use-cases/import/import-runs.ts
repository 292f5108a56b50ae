import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { publishRuns } from '../record/record-run.ts';
import type { ImportOutcome, ImportPlan, ImportProgress } from './import-request.ts';

/**
 * Records the runs of a plan as one commit: all of them or, when it is cancelled before or Git refuses, none.
 */
export async function importRuns(
	plan: ImportPlan,
	ports: Ports,
	onProgress: (progress: ImportProgress) => void,
	signal: CancelSignal,
): Promise<ImportOutcome> {
	const missing = plan.runs.map(({ label }) => label);
	const [first] = missing;
	if (first === undefined) return { recorded: [], stopped: undefined, missing };
	onProgress({ phase: 'recording', label: first, doneCount: 0, totalCount: missing.length });
	if (signal.aborted) return { recorded: [], stopped: { kind: 'cancelled' }, missing };
	const published = await publishRuns(plan.runs, { begun: plan.work, origin: plan.importer.title }, ports);
	if (!published.ok) return { recorded: [], stopped: { kind: 'failed', failure: published.failure }, missing };
	return { recorded: published.value, stopped: undefined, missing: [] };
}
