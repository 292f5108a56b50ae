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
import { readRecordedAnswers } from '../evaluate/recorded-answers.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { parseDuration } from '../../base/parse-duration.ts';
import { planMatrix } from './plan-matrix.ts';
import type { TargetFailure } from '../record/record-request.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
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
	const command = commandFor(found.value, request);
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
	const { runs, problems } = await loadRuns(ports.files, folder, signal);
	const way = await wayOf(command, { summary: found.value, targets: targets.value, facts: work.index, runs, request }, ports, signal);
	if (!way.ok) return way;
	const matrix = planMatrix(experiment, request, startedOn, finishing(runs, way.value));
	const missing = matrix.missing.flatMap((combination): readonly PlannedRun[] => {
		const start = planned.get(combination.variant);
		return start === undefined ? [] : [{ ...combination, ...start }];
	});
	return succeed({
		summary: found.value,
		work,
		way: way.value,
		missing,
		finished: matrix.finished,
		unread: problems.map(({ message }) => message),
	});
}

/** Undefined where a model is asked. */
function commandFor(
	summary: ExperimentSummary,
	{ answers = 'models' }: ExperimentRunRequest,
): Result<WayToRun, ExperimentRunFailure> | undefined {
	const { experiment, path } = summary;
	if (experiment.evaluate !== undefined) return undefined;
	return answers === 'models' ? commandOf(summary) : fail({ kind: 'not-an-evaluation', experiment: experiment.id, path });
}

async function wayOf(
	command: Result<WayToRun, ExperimentRunFailure> | undefined,
	{ runs, request, ...subject }: WayRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<WayToRun, ExperimentRunFailure>> {
	const { evaluate } = subject.summary.experiment;
	if (command !== undefined || evaluate === undefined) return command ?? commandOf(subject.summary);
	const { answers = 'models' } = request;
	const evaluation = await planEvaluation({ ...subject, evaluate, isAsking: answers === 'models' }, ports, signal);
	if (!evaluation.ok) return evaluation;
	const recorded = request.again === true ? [] : await readRecordedAnswers(runs, ports.files, signal);
	return succeed({ kind: 'evaluate', evaluation: evaluation.value, recorded, isRescoring: answers === 'rescore' });
}

interface WayRequest extends Omit<EvaluationRequest, 'evaluate' | 'isAsking'> {
	readonly runs: readonly LoadedRun[];
	readonly request: ExperimentRunRequest;
}

/**
 * The records that finish their variant and seed, as far as the way says. Of a model, one that answers every question as it would be asked
 * now; where answers are scored again, one that has the scorers of the plan.
 */
function finishing(runs: readonly LoadedRun[], way: WayToRun): readonly RunRecord[] {
	if (way.kind === 'command') return runs.map(({ record }) => record);
	const { evaluation, recorded, isRescoring } = way;
	return recorded.flatMap(({ run: { record }, answers }) => {
		const cells = evaluation.variants.get(record.variant)?.cellsFor(record.seed) ?? [];
		const isWhole = cells.every(({ digest }) => answers.has(digest));
		return isWhole && (!isRescoring || record.scorer?.sha256 === evaluation.scorerDigest) ? [record] : [];
	});
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
