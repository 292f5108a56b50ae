import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import type { ImportNotes } from '../../import-notes.ts';
import type { ImportSource, SourceFile } from '../../import-source.ts';
import { numberOf, textOf, timeOf, wordOf } from '../../reading/json-values.ts';
import type { MetricPoint } from '../../reading/metric-history.ts';
import { linesOfFile } from '../../reading/text-lines.ts';
import { readMapFile, readSmallText } from '../../read-map-file.ts';
import type { StoredRun } from './stored-run.ts';
import { setOwnValue } from '../../../../base/set-own-value.ts';

/**
 * The runs of MLflow's file store: a `mlruns/` folder, one experiment in it, or one run. Metric files are lines of `time value step`,
 * keys with `/` are folders. Paths inside are absolute and long out of date when the folder was moved, so artifacts are looked for
 * beside the run. Source: mlflow/store/tracking/file_store.py of 2.x.
 */
export async function* runsOfFileStore(source: ImportSource, notes: ImportNotes, signal: CancelSignal): AsyncGenerator<StoredRun> {
	const experiments = await experimentNames(source, notes);
	for (const meta of source.files.filter(({ path }) => isRunMeta(path))) {
		signal.throwIfAborted();
		const facts = await readMapFile(meta, notes);
		if (facts['run_id'] === undefined && facts['run_uuid'] === undefined) continue;
		const folder = meta.path.slice(0, -'meta.yaml'.length);
		const below = (name: string): readonly SourceFile[] => source.files.filter(({ path }) => path.startsWith(`${folder}${name}/`));
		for (const name of ['inputs', 'traces']) if (below(name).length > 0) notes.drop(`${name}/`, 'it has no place in a run');
		yield {
			facts,
			experiment: experiments.get(wordOf(facts['experiment_id'])),
			params: await readValues(below('params'), `${folder}params/`, notes),
			tags: await readValues(below('tags'), `${folder}tags/`, notes),
			points: await readMetrics({ files: below('metrics'), folder: `${folder}metrics/` }, notes, signal),
			artifacts: below('artifacts'),
			artifactFolder: `${folder}artifacts/`,
		};
	}
}

/** True for the file that describes a run or an experiment. Models, deleted experiments, data sets and traces have files of the same name. */
export function isRunMeta(path: string): boolean {
	return path.endsWith('meta.yaml') && !/(?:^|\/)(?:\.trash|models|traces|datasets|inputs|artifacts)\//.test(path);
}

async function experimentNames(source: ImportSource, notes: ImportNotes): Promise<ReadonlyMap<string, string>> {
	const names = new Map<string, string>();
	for (const meta of source.files.filter(({ path }) => isRunMeta(path) && path.split('/').length <= 2)) {
		const { experiment_id: id, name } = await readMapFile(meta, notes);
		if (textOf(name) !== undefined && id !== undefined) names.set(wordOf(id), wordOf(name));
	}
	return names;
}

/** One file a key; keys with `/` are folders. */
async function readValues(files: readonly SourceFile[], folder: string, notes: ImportNotes): Promise<Record<string, string>> {
	const values: Record<string, string> = {};
	for (const file of files) {
		const text = await readSmallText(file, notes);
		if (text !== undefined) setOwnValue(values, file.path.slice(folder.length), text);
	}
	return values;
}

/** Lines of `milliseconds value step`; old ones have no step. */
async function readMetrics(
	{ files, folder }: { readonly files: readonly SourceFile[]; readonly folder: string },
	notes: ImportNotes,
	signal: CancelSignal,
): Promise<readonly MetricPoint[]> {
	const points: MetricPoint[] = [];
	for (const source of files) {
		const metric = source.path.slice(folder.length);
		for await (const { number, text } of linesOfFile(source.file, signal)) {
			if (text.trim() === '') continue;
			const [time, word = '', step = '0'] = text.trim().split(/\s+/);
			const value = numberOf(word);
			if (value === undefined)
				notes.warn(`${source.path}, line ${number}: “${word.slice(0, 40)}” is not a finite number; the point is left out.`);
			else points.push({ metric, value, step: numberOf(step) ?? 0, at: timeOf(time) });
		}
	}
	return points;
}
