import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { ImportNotes } from '../import-notes.ts';
import type { ImportSource, SourceFile } from '../import-source.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import { flatten, integerOf, numberOf, textOf, timeOf } from '../reading/json-values.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { seriesOf, streamOf } from '../reading/metric-history.ts';
import type { MetricPoint } from '../reading/metric-history.ts';
import { pickArtifacts } from '../reading/pick-artifacts.ts';
import { readMapFile } from '../read-map-file.ts';
import { linesOfFile } from '../reading/text-lines.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/**
 * What DVCLive writes: `metrics.json` with the last values, `params.yaml`, and one table of steps for each metric in
 * `plots/metrics/`. The folder itself or the one above it may be picked.
 */
export const dvclive: Importer = {
	id: 'dvclive',
	title: 'DVCLive',
	documentation: {
		from: 'a `dvclive/` folder, or the folder above it',
		run: 'the folder',
		history: '`plots/metrics/*.tsv`',
	},

	async recognise(source) {
		const folder = folderOf(source);
		if (folder === undefined) return undefined;
		const table = source.files.find(({ path }) => path.startsWith(`${folder}plots/metrics/`) && path.endsWith('.tsv'));
		const head = table && (await source.head(table));
		if (head !== undefined) return /(?:^|\t)step(?:\t|\r?\n)/.test(head) ? 'its plots are tables of steps' : undefined;
		const metrics = source.files.find(({ path }) => path === `${folder}metrics.json`);
		return metrics !== undefined && /"step":\s*\d/.test((await source.head(metrics)) ?? '') ? 'its metrics count steps' : undefined;
	},

	async read(source, notes, signal) {
		const folder = folderOf(source) ?? '';
		const below = source.files.filter(({ path }) => path.startsWith(folder));
		const named = (name: string): SourceFile | undefined => below.find(({ path }) => path === folder + name);
		const [metricsFile, paramsFile] = [named('metrics.json'), named('params.yaml')];
		const metrics = metricsFile === undefined ? {} : readDvcMetrics(await readMapFile(metricsFile, notes), notes);
		const params = paramsFile === undefined ? {} : await readMapFile(paramsFile, notes);
		const tables = below.filter(({ path }) => path.startsWith(`${folder}plots/metrics/`) && path.endsWith('.tsv'));
		const points = await readTables(tables, `${folder}plots/metrics/`, notes, signal);
		noteOtherFiles(below, folder, notes);
		const label = source.path.split(/[/\\]/).at(-1) ?? 'dvclive';
		return [
			{
				label,
				source: { tool: 'dvclive', version: undefined, id: undefined },
				variantGuesses: [textOf(params['variant']), label].filter(guess => guess !== undefined),
				...dvcParameters(params),
				metrics,
				tags: {},
				...seriesAndTimes(points),
				artifacts: pickArtifacts(
					below.filter(({ path }) => /\/(?:images|sklearn|custom)\//.test(path)),
					folder,
					notes,
				),
			},
		];
	},
};

/** Nested numbers as one map, keys joined by `/` as DVCLive's own logger names them; the step is none. */
export function readDvcMetrics(document: JsonObject, notes: ImportNotes): Record<string, number> {
	const metrics: Record<string, number> = {};
	for (const [path, value] of Object.entries(flatten(document))) {
		const name = path.replaceAll('.', '/');
		const number = numberOf(value);
		if (name === 'step') notes.drop('metrics.json: step', 'the series has every step');
		else if (number === undefined) notes.drop(`metrics.json: ${name}`, 'it is not a finite number');
		else setOwnValue(metrics, name, number);
	}
	notes.keep('metrics.json', 'metrics');
	return metrics;
}

/** Parameters, with model and seed in their own places. */
export function dvcParameters(params: JsonObject): Pick<ImportedRun, 'model' | 'seed' | 'parameters'> {
	const { model, seed, ...parameters } = params;
	const isText = textOf(model) !== undefined || model === undefined;
	return { model: textOf(model), seed: integerOf(seed), parameters: isText ? flatten(parameters) : { ...flatten(parameters), model } };
}

function folderOf(source: ImportSource): string | undefined {
	if (!source.isFolder) return undefined;
	for (const folder of ['', 'dvclive/']) {
		if (source.files.some(({ path }) => path === `${folder}metrics.json` || path.startsWith(`${folder}plots/metrics/`))) return folder;
	}
	return undefined;
}

async function readTables(
	tables: readonly SourceFile[],
	folder: string,
	notes: ImportNotes,
	signal: CancelSignal,
): Promise<readonly MetricPoint[]> {
	const points: MetricPoint[] = [];
	for (const table of tables) {
		const metric = table.path.slice(folder.length, -'.tsv'.length);
		let header: readonly string[] | undefined;
		for await (const { number, text } of linesOfFile(table.file, signal)) {
			const cells = text.split('\t');
			if (header === undefined) {
				header = cells;
				continue;
			}
			if (text === '') continue;
			const cell = (name: string): string | undefined => cells[header?.indexOf(name) ?? -1];
			// The column has the last part of the metric's name; step and timestamp may come before or after it.
			const value = numberOf(cells[header.findIndex(name => name !== 'step' && name !== 'timestamp')]);
			const step = numberOf(cell('step'));
			if (value === undefined || step === undefined)
				notes.warn(`${table.path}, line ${number}: no step or no finite number; the point is left out.`);
			else points.push({ metric, step, value, at: timeOf(cell('timestamp')) });
		}
	}
	if (tables.length > 0) notes.keep('plots/metrics/*.tsv', 'series.jsonl');
	return points;
}

function seriesAndTimes(points: readonly MetricPoint[]): Pick<ImportedRun, 'series' | 'startedAt' | 'endedAt'> {
	const series = seriesOf(points);
	const times = points.flatMap(({ at }) => at ?? []).sort();
	return { startedAt: times[0], endedAt: times.at(-1), series: series.length === 0 ? undefined : () => streamOf(series) };
}

function noteOtherFiles(files: readonly SourceFile[], folder: string, notes: ImportNotes): void {
	if (files.some(({ path }) => path === `${folder}params.yaml`)) notes.keep('params.yaml', 'parameters');
	for (const { path } of files) {
		const name = path.slice(folder.length);
		if (/^report\./.test(name)) notes.drop(name, 'it shows what the metrics say');
		else if (/^plots\/(?:images|sklearn|custom)\//.test(name)) notes.keep('plots/*', 'artifacts');
	}
}
