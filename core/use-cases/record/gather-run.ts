import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { NewFile } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readPrompt } from '../../workspace/read-prompt.ts';
import { buildRunRecord, contradictedMetrics } from './build-run-record.ts';
import { collectArtifacts } from './collect-artifacts.ts';
import { findRecordSecret } from './find-record-secret.ts';
import { readRunInputs } from './read-run-inputs.ts';
import type { RunInputs } from './read-run-inputs.ts';
import { readRunSamples } from './read-run-samples.ts';
import type { RunSamples } from './read-run-samples.ts';
import { readRunSeries } from './read-run-series.ts';
import type { RunSeries } from './read-run-series.ts';
import type { ImportedOrigin, InputFailure, RecordRequest } from './record-request.ts';
import type { RunTarget } from './resolve-run-target.ts';
import { runId } from '../../formats/run/run-id.ts';
import { captureContext, contextOfImport } from './run-context.ts';
import type { RunContext } from './run-context.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** A run that is ready to be written. */
export interface GatheredRun {
	readonly record: RunRecord;
	readonly samplesFile: NewFile | undefined;
	readonly seriesFile: NewFile | undefined;
	/** By path inside the run's folder. */
	readonly artifactFiles: ReadonlyMap<string, NewFile>;
	readonly warnings: readonly string[];
}

/** Reads everything a run record needs, and refuses what must not be recorded. Writes nothing. */
export async function gatherRun(
	request: RecordRequest,
	target: RunTarget,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<GatheredRun, InputFailure>> {
	const { experiment } = target.summary;
	const read = await readRequest(request, ports, signal);
	if (!read.ok) return read;
	const { times, inputs, samples, series } = read.value;
	const captured = await contextFor(request, target, ports, signal);
	if (!captured.ok) return captured;
	const context = captured.value;
	const artifacts = await collectArtifacts(request.artifactFiles ?? [], context.kept, ports, signal);
	if (!artifacts.ok) return artifacts;
	const changed = changedSince(request, target, context.dataset);
	if (changed !== undefined) return fail({ kind: 'changed-while-running', path: changed });
	const summary = samples?.summary({ policy: experiment.decision.errors, metrics: experiment.metrics });
	const record = buildRunRecord({
		...times,
		id: runId(times.started_at ?? ports.clock.now(), ports.randomness.hex(6)),
		recorded_by: (await ports.git.identity()) ?? 'unknown',
		request,
		target,
		prompt: await readPrompt(target.prompt, ports),
		inputs,
		summary,
		dataset: context.dataset,
		scorer: inputs.scorer ?? context.scorer,
		git: context.git,
		environment: context.environment,
		artifacts: artifacts.value.described,
	});
	const secret = findRecordSecret(record);
	if (secret !== undefined) return fail({ kind: 'secret-found', ...secret });
	const contradictions = contradictedMetrics(inputs.metrics, summary);
	return succeed({
		record,
		samplesFile: copyOf(samples),
		seriesFile: copyOf(series),
		artifactFiles: artifacts.value.files,
		warnings: [
			...warningsAboutSamples(samples),
			...seriesProblems(series),
			...contradictions,
			...context.warnings,
			...artifacts.value.warnings,
		],
	});
}

async function contextFor(
	request: RecordRequest,
	target: RunTarget,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<RunContext, InputFailure>> {
	return request.imported === undefined ? await captureContext(target, ports, signal) : succeed(contextOfImport(request.imported));
}

function copyOf(file: RunSamples | RunSeries | undefined): NewFile | undefined {
	return file && { kind: 'copy', absolutePath: file.absolutePath, sha256: file.sha256 };
}

function seriesProblems(series: RunSeries | undefined): readonly string[] {
	return series?.problems ?? [];
}

/** The path of what is no longer what the run was started on. */
function changedSince({ startedOn }: RecordRequest, { prompt }: RunTarget, dataset: RunRecord['dataset']): string | undefined {
	if (startedOn === undefined) return undefined;
	if (prompt.contentHash !== startedOn.promptSha256) return prompt.path;
	return (dataset?.sha256 ?? null) === startedOn.datasetSha256 ? undefined : (dataset?.path ?? 'the dataset');
}

/** What the request gives by itself, without the workspace. */
interface RequestContent {
	readonly times: Pick<RunRecord, 'started_at' | 'ended_at'>;
	readonly inputs: RunInputs;
	readonly samples: RunSamples | undefined;
	readonly series: RunSeries | undefined;
}

async function readRequest(request: RecordRequest, ports: Ports, signal: CancelSignal): Promise<Result<RequestContent, InputFailure>> {
	const times = timesOf(request, ports);
	if (!times.ok) return times;
	const inputs = await readRunInputs(request, ports);
	if (!inputs.ok) return inputs;
	const samples = await samplesOf(request, ports, signal);
	if (!samples.ok) return samples;
	const series = request.seriesFile === undefined ? succeed(undefined) : await readRunSeries(ports.external(request.seriesFile), signal);
	if (!series.ok) return series;
	const isEmpty = samples.value === undefined && Object.keys(inputs.value.metrics).length === 0;
	// A run that failed or was cancelled has nothing to show for it, and that it did is worth keeping.
	if (isEmpty && (request.status ?? 'completed') === 'completed') return fail({ kind: 'nothing-to-record' });
	return succeed({ times: times.value, inputs: inputs.value, samples: samples.value, series: series.value });
}

function timesOf(request: RecordRequest, ports: Ports): Result<Pick<RunRecord, 'started_at' | 'ended_at'>, InputFailure> {
	if (request.imported !== undefined) return timesOfImport(request.imported);
	const started = request.startedAt ?? request.endedAt ?? ports.clock.now();
	const ended = request.endedAt ?? started;
	const [startedAt, endedAt] = [inUtcSeconds(started), inUtcSeconds(ended)];
	if (startedAt === undefined) return fail({ kind: 'invalid-time', text: started });
	if (endedAt === undefined || endedAt < startedAt) return fail({ kind: 'invalid-time', text: ended });
	return succeed({ started_at: startedAt, ended_at: endedAt });
}

/** Only what the tool says; clocks of other machines go backwards, so an end before the start is none. */
function timesOfImport({ started_at, ended_at }: ImportedOrigin): Result<Pick<RunRecord, 'started_at' | 'ended_at'>, InputFailure> {
	const startedAt = started_at === null ? null : (inUtcSeconds(started_at) ?? null);
	const endedAt = ended_at === null ? null : (inUtcSeconds(ended_at) ?? null);
	return succeed({ started_at: startedAt, ended_at: startedAt !== null && endedAt !== null && endedAt < startedAt ? null : endedAt });
}

/** Undefined for text that is no date and time of ISO 8601. */
function inUtcSeconds(text: string): string | undefined {
	if (!/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(text) || Number.isNaN(Date.parse(text))) return undefined;
	return `${new Date(text).toISOString().slice(0, 19)}Z`;
}

async function samplesOf(
	request: RecordRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<RunSamples | undefined, InputFailure>> {
	return request.samplesFile === undefined ? succeed(undefined) : await readRunSamples(ports.external(request.samplesFile), signal);
}

/** Above this size a samples file makes every clone slow: 10 MB. */
const comfortableByteCount = 10 * 1024 * 1024;

function warningsAboutSamples(samples: RunSamples | undefined): readonly string[] {
	if (samples === undefined) return [];
	const warnings = samples.problems.map(({ line, message }) => `${samples.absolutePath}, line ${line}: ${message}`);
	if (samples.byteCount > comfortableByteCount) {
		const megabytes = Math.round(samples.byteCount / 1024 / 1024);
		warnings.push(`The samples have ${megabytes} MB. Track runs/**/samples.jsonl with Git LFS to keep clones quick.`);
	}
	return warnings;
}
