import { canonicalJson } from '../../base/canonical-json.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { ScratchFolder } from '../../ports/process-runner.ts';
import type { Ports } from '../../ports/ports.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { RecordRequest } from '../record/record-request.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { ImportedRun } from './imported-run.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** The files of an imported run as a request to record them, and what tells it from others. */
export interface StagedRun {
	readonly request: RecordRequest;
	readonly digest: string;
	readonly sampleCount: number;
	readonly pointCount: number;
}

/** Where a run is staged, and whose it is. */
export interface StagePlace {
	readonly folder: ScratchFolder;
	/** Name of the run's own folder in it. */
	readonly name: string;
	readonly experiment: string;
	readonly variant: string;
	readonly promptSha256: string | null;
}

/**
 * Writes an imported run as the files that a command of an experiment would have written, one line at a time, so that it is
 * recorded the way every run is.
 *
 * @throws ImportStop - when its samples cannot be read to the end.
 */
export async function stageRun(run: ImportedRun, place: StagePlace, ports: Ports, signal: CancelSignal): Promise<StagedRun> {
	const { folder, name } = place;
	const samples = await stageLines(run.samples?.(signal), `${name}/samples.jsonl`, folder);
	const series = await stageLines(run.series?.(signal), `${name}/series.jsonl`, folder);
	const params = withoutUndefined({ model: run.model, seed: run.seed, parameters: run.parameters });
	const metrics = Object.fromEntries(
		Object.entries(run.metrics).map(([key, value]) => [key === 'scorer' ? 'scorer_metric' : key, value]),
	);
	const digest = sha256Hex(
		canonicalJson({
			...params,
			metrics,
			tags: run.tags,
			times: [run.startedAt, run.endedAt],
			status: run.status,
			samples: await digestOf(samples.file, ports, signal),
			series: await digestOf(series.file, ports, signal),
		}),
	);
	const request: RecordRequest = {
		experiment: place.experiment,
		variant: place.variant,
		status: run.status ?? 'completed',
		tags: run.tags,
		notes: run.notes ?? '',
		metricsFile: await folder.write(`${name}/metrics.json`, JSON.stringify(metrics)),
		paramsFile: await folder.write(`${name}/params.json`, JSON.stringify(params)),
		...withoutUndefined({ samplesFile: samples.file, seriesFile: series.file }),
		artifactFiles: run.artifacts ?? [],
		imported: originOf(run, place, { digest, sampleCount: samples.count }),
	};
	return { request, digest, sampleCount: samples.count, pointCount: series.count };
}

function originOf(
	run: ImportedRun,
	{ promptSha256 }: StagePlace,
	{ digest, sampleCount }: { readonly digest: string; readonly sampleCount: number },
): NonNullable<RecordRequest['imported']> {
	const { tool, version, id } = run.source;
	return {
		source: { tool, version: version ?? null, id: id ?? null, digest },
		promptSha256,
		started_at: run.startedAt ?? null,
		ended_at: run.endedAt ?? null,
		dataset: datasetOf(run, sampleCount),
		scorer: run.scorer ?? null,
		git:
			run.commit === undefined
				? null
				: { commit: run.commit.hash, branch: run.commit.branch ?? null, dirty: run.commit.isDirty ?? null },
		environment: { os: run.os ?? 'unknown', runtime: { ...run.runtime }, lockfiles: {} },
		usage: run.usage,
	};
}

/** The name of a dataset is no evidence of its content, so there is never a hash. */
function datasetOf({ dataset }: ImportedRun, sampleCount: number): RunRecord['dataset'] {
	if (dataset === undefined) return null;
	return { path: dataset.path, sha256: null, cases: dataset.cases ?? (sampleCount === 0 ? null : sampleCount) };
}

/** No file for nothing. */
async function stageLines(
	values: AsyncIterable<unknown> | undefined,
	path: string,
	folder: ScratchFolder,
): Promise<{ readonly file: string | undefined; readonly count: number }> {
	if (values === undefined) return { file: undefined, count: 0 };
	let count = 0;
	const file = await folder.writeLines(path, asLines(values));
	return { file: count === 0 ? undefined : file, count };

	async function* asLines(all: AsyncIterable<unknown>): AsyncGenerator<string> {
		for await (const value of all) {
			count++;
			yield JSON.stringify(value);
		}
	}
}

async function digestOf(file: string | undefined, ports: Ports, signal: CancelSignal): Promise<string | undefined> {
	return file === undefined ? undefined : (await ports.external(file).facts(signal))?.sha256;
}
