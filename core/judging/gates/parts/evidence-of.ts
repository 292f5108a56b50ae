import type { LoadedRun } from '../../../workspace/runs/load-runs.ts';
import type { GateFinding } from '../gate.ts';

/** The evidence of a gate, as it is recorded: absent rather than empty. */
export function evidenceOf(runs: readonly LoadedRun[]): Pick<GateFinding, 'evidence'> {
	const [first] = runs;
	if (first === undefined) return {};
	return { evidence: { experiment: first.record.experiment, runs: runs.map(({ record }) => record.id) } };
}
