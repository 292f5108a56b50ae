import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { publishRun } from '../record/record-run.ts';
import type { ImportOutcome, ImportPlan, ImportProgress } from './import-request.ts';

/**
 * Records the runs of a plan, each as a commit of its own, as all runs are: each can be taken back alone, and when the
 * import is stopped or Git refuses, what is recorded until then is whole. Importing again then records the rest.
 */
export async function importRuns(
	plan: ImportPlan,
	ports: Ports,
	onProgress: (progress: ImportProgress) => void,
	signal: CancelSignal,
): Promise<ImportOutcome> {
	const recorded: ImportOutcome['recorded'][number][] = [];
	for (const [position, { label, target, gathered }] of plan.runs.entries()) {
		const missing = plan.runs.slice(position).map(run => run.label);
		if (signal.aborted) return { recorded, stopped: { kind: 'cancelled' }, missing };
		onProgress({ phase: 'recording', label, doneCount: position, totalCount: plan.runs.length });
		const published = await publishRun(target, gathered, plan.work, ports);
		if (!published.ok) return { recorded, stopped: { kind: 'failed', failure: published.failure }, missing };
		recorded.push(published.value);
	}
	return { recorded, stopped: undefined, missing: [] };
}
