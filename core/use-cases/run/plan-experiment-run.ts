import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { readWork, refusalOfWork } from '../unit-of-work/begin-work.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import { keeperOfMissingData } from './dataset-state.ts';
import { planEvaluation } from '../evaluate/plan-evaluation.ts';
import type { EvaluationRequest } from '../evaluate/plan-evaluation.ts';
import type { ExperimentRunFailure, ExperimentRunPlan, ExperimentRunRequest, PlannedRun, WayToRun } from './experiment-run.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import { parseDuration } from '../../base/parse-duration.ts';
import { planMatrix } from './plan-matrix.ts';
import type { TargetFailure } from '../record/record-request.ts';
import { resolveExperiment } from '../../workspace/runs/resolve-experiment.ts';
import { resolveRunTarget } from '../record/resolve-run-target.ts';
import type { RunTarget } from '../record/resolve-run-target.ts';

/**
 * Says what running an experiment comes to, and refuses what cannot be run. Starts and writes nothing.
 *
 * @param options - Work that was begun before; by default the workspace is only read.
 */
export async function planExperimentRun(
	request: ExperimentRunRequest,
	ports: Ports,
	signal: CancelSignal,
	{ begun }: { readonly begun?: Work } = {},
): Promise<Result<ExperimentRunPlan, ExperimentRunFailure>> {
	const work = begun ?? (await readWork(ports, signal));
	const found = resolveExperiment(work.index, request.experiment);
	if (!found.ok) return found;
	const { evaluate } = found.value.experiment;
	const command = evaluate === undefined ? commandOf(found.value) : undefined;
	if (command?.ok === false) return command;
	const targets = targetsOf(found.value, request, work.index);
	if (!targets.ok) return targets;
	const refusal = await refusalOfWork(work, ports);
	if (refusal !== undefined) return fail(refusal);

	const { experiment, folder } = found.value;
	const missingData = await datasetNotFetched(found.value, ports);
	if (missingData !== undefined) return fail(missingData);
	const datasetSha256 = await datasetDigest(found.value, ports, signal);
	const planned = new Map(
		targets.value.map(target => [
			target.variantName,
			{ target, startedOn: { promptSha256: target.prompt.contentHash, datasetSha256 } },
		]),
	);
	const startedOn = new Map([...planned].map(([variant, { startedOn: start }]) => [variant, start]));
	const { runs } = await loadRuns(ports.files, folder, signal);
	const matrix = planMatrix(
		experiment,
		request,
		startedOn,
		runs.map(({ record }) => record),
	);
	const missing = matrix.missing.flatMap((combination): readonly PlannedRun[] => {
		const start = planned.get(combination.variant);
		return start === undefined ? [] : [{ ...combination, ...start }];
	});
	const way = await wayOf(command, { summary: found.value, targets: targets.value, facts: work.index }, ports, signal);
	return way.ok ? succeed({ summary: found.value, work, way: way.value, missing, finished: matrix.finished }) : way;
}

async function wayOf(
	command: Result<WayToRun, ExperimentRunFailure> | undefined,
	request: Omit<EvaluationRequest, 'evaluate'>,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<WayToRun, ExperimentRunFailure>> {
	const { evaluate } = request.summary.experiment;
	if (command !== undefined || evaluate === undefined) return command ?? commandOf(request.summary);
	const evaluation = await planEvaluation({ ...request, evaluate }, ports, signal);
	return evaluation.ok ? succeed({ kind: 'evaluate', evaluation: evaluation.value }) : evaluation;
}

function commandOf({ experiment, path }: ExperimentSummary): Result<WayToRun, ExperimentRunFailure> {
	const { command = '', timeout } = experiment.run ?? {};
	if (command.trim() === '') return fail({ kind: 'no-command', experiment: experiment.id, path });
	const timeoutMs = timeout === undefined ? undefined : parseDuration(timeout);
	if (timeout !== undefined && timeoutMs === undefined) return fail({ kind: 'invalid-timeout', text: timeout, path });
	return succeed({ kind: 'command', command, timeoutMs });
}

function targetsOf(
	{ experiment, path }: ExperimentSummary,
	{ variant }: ExperimentRunRequest,
	facts: WorkspaceFacts,
): Result<readonly RunTarget[], TargetFailure | ExperimentRunFailure> {
	const names = variant === undefined ? Object.keys(experiment.variants) : [variant];
	if (names.length === 0) return fail({ kind: 'no-variants', experiment: experiment.id, path });
	const targets: RunTarget[] = [];
	for (const name of names) {
		const target = resolveRunTarget(facts, { experiment: experiment.id, variant: name });
		if (!target.ok) return target;
		targets.push(target.value);
	}
	return succeed(targets);
}

/** Running on a pointer would measure nothing, and running without the data nobody could compare with anything. */
async function datasetNotFetched({ experiment }: ExperimentSummary, { files }: Ports): Promise<ExperimentRunFailure | undefined> {
	const path = datasetPath(experiment.dataset);
	if (path === undefined) return undefined;
	const keeper = await keeperOfMissingData(path, files);
	return keeper && { kind: 'dataset-not-fetched', path, keeper };
}

async function datasetDigest({ experiment }: ExperimentSummary, { files }: Ports, signal: CancelSignal): Promise<string | null> {
	const path = datasetPath(experiment.dataset);
	return path === undefined ? null : ((await files.sha256(path, signal)) ?? null);
}
