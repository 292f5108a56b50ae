import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import { readMethodology } from '../../formats/experiment/read-methodology.ts';
import { refusalOfRecord } from '../record/refusal-of-record.ts';
import { beginWork } from '../unit-of-work/begin-work.ts';
import type { ExperimentRunFailure, ExperimentRunPlan, ExperimentRunRequest } from './experiment-run.ts';
import { planExperimentRun } from './plan-experiment-run.ts';

/**
 * Plans to run an experiment and makes sure, before its command costs anything, that what comes out can be recorded: finishes what
 * was interrupted, then looks at the plan, the dataset, what the variants name, the folder and Git. Starts no command but the
 * user's own hooks of Git.
 *
 * @throws The signal's reason when cancelled.
 */
export async function prepareExperimentRun(
	request: ExperimentRunRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<ExperimentRunPlan, ExperimentRunFailure>> {
	const begun = await beginWork(ports, signal);
	const plan = await planExperimentRun(request, ports, signal, { begun });
	if (!plan.ok) return plan;
	const refusal = await refusalOfRun(plan.value, ports, signal);
	return refusal === undefined ? plan : fail(refusal);
}

async function refusalOfRun(
	{ summary, missing, work }: ExperimentRunPlan,
	ports: Ports,
	signal: CancelSignal,
): Promise<ExperimentRunFailure | undefined> {
	const [first] = missing;
	if (first === undefined) return undefined;
	const methodology = await readMethodology(summary.path, ports);
	if (!methodology.ok) return { kind: 'plan-unreadable', path: summary.path, message: methodology.failure.message };
	return (
		refusalOfMembers(missing) ??
		(await refusalOfDataset(methodology.value.experiment.dataset, ports, signal)) ??
		(await refusalOfRecord(first.target, first, work, ports))
	);
}

/** A pipeline of which a step leads to nothing is not run: nobody could say later what was measured. */
function refusalOfMembers(runs: ExperimentRunPlan['missing']): ExperimentRunFailure | undefined {
	for (const { variant, target } of runs) {
		const lost = target.prompt.members.find(({ sha256 }) => sha256 === undefined);
		if (lost !== undefined) return { kind: 'unresolved-prompt', reference: lost.reference, variant, suggestion: undefined };
	}
	return undefined;
}

async function refusalOfDataset(
	dataset: ExperimentRunPlan['summary']['experiment']['dataset'],
	{ files }: Ports,
	signal: CancelSignal,
): Promise<ExperimentRunFailure | undefined> {
	const path = datasetPath(dataset);
	if (path === undefined) return undefined;
	const sha256 = await files.sha256(path, signal);
	if (sha256 === undefined) return { kind: 'dataset-not-there', path, reason: 'missing' };
	return sha256 === sha256OfNothing ? { kind: 'dataset-not-there', path, reason: 'empty' } : undefined;
}

const sha256OfNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
