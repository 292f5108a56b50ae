import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import type { FieldFates, ImportNotes } from '../import-notes.ts';
import type { ImportSource, SourceFile } from '../import-source.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import { integerOf, numberOf, textOf, timeOf, wordOf } from '../reading/json-values.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { lastValues, seriesOf, streamOf } from '../reading/metric-history.ts';
import type { MetricPoint } from '../reading/metric-history.ts';
import { pickArtifacts } from '../reading/pick-artifacts.ts';
import { readMapFile, readSmallText } from '../read-map-file.ts';
import { linesOfFile } from '../reading/text-lines.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import { ownValue } from '../../../base/own-value.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/**
 * MLflow's file store: a `mlruns/` folder, one experiment in it, or one run. Metric files are lines of `time value step`, keys
 * with `/` are folders. Paths inside are absolute and long out of date when the folder was moved, so artifacts are looked
 * for beside the run. Source: mlflow/store/tracking/file_store.py of 2.x.
 */
export const mlflow: Importer = {
	id: 'mlflow',
	title: 'MLflow',
	documentation: {
		from: 'an `mlruns/` folder, an experiment or a run in it',
		run: 'a run',
		history: 'metric files',
	},

	async recognise(source) {
		const metas = source.files.filter(({ path }) => isRunMeta(path));
		for (const meta of metas.slice(0, 5)) {
			const head = (await source.head(meta)) ?? '';
			if (/^run_id:/m.test(head) && /^artifact_uri:/m.test(head)) return `${meta.path} describes a run of MLflow`;
		}
		return undefined;
	},

	async read(source, notes, signal) {
		const runs: ImportedRun[] = [];
		const experiments = await experimentNames(source, notes);
		for (const meta of source.files.filter(({ path }) => isRunMeta(path))) {
			signal.throwIfAborted();
			const facts = await readMapFile(meta, notes);
			if (facts['run_id'] === undefined && facts['run_uuid'] === undefined) continue;
			if (facts['lifecycle_stage'] === 'deleted') {
				notes.warn(`The run ${String(facts['run_id'])} was deleted in MLflow and is left out.`);
				continue;
			}
			const folder = meta.path.slice(0, -'meta.yaml'.length);
			const files = source.files.filter(({ path }) => path.startsWith(folder));
			runs.push(await readRun({ facts, folder, files, experiments }, notes, signal));
		}
		return withUniqueLabels(runs.sort((left, right) => ((left.startedAt ?? '') < (right.startedAt ?? '') ? -1 : 1)));
	},
};

/** Models, deleted experiments, data sets and traces have files of the same name. */
function isRunMeta(path: string): boolean {
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

interface RunFolder {
	readonly facts: JsonObject;
	/** Ends with `/`; empty for a run that was picked itself. */
	readonly folder: string;
	readonly files: readonly SourceFile[];
	readonly experiments: ReadonlyMap<string, string>;
}

async function readRun({ facts, folder, files, experiments }: RunFolder, notes: ImportNotes, signal: CancelSignal): Promise<ImportedRun> {
	notes.object('meta.yaml', facts, fatesOfMeta);
	const below = (name: string): readonly SourceFile[] => files.filter(({ path }) => path.startsWith(`${folder}${name}/`));
	const tags = await readValues(below('tags'), `${folder}tags/`, notes);
	const { model, seed, ...parameters } = typed(await readValues(below('params'), `${folder}params/`, notes));
	const points = await readMetrics(below('metrics'), `${folder}metrics/`, notes, signal);
	const series = seriesOf(points);
	const id = String(facts['run_id'] ?? facts['run_uuid']);
	const label = textOf(facts['run_name']) ?? tags['mlflow.runName'] ?? id;
	const experiment = experiments.get(wordOf(facts['experiment_id']));
	notes.keep('params/*', 'parameters');
	notes.keep('metrics/*', series.length === 0 ? 'metrics' : 'metrics and series.jsonl');
	for (const name of ['inputs', 'traces']) if (below(name).length > 0) notes.drop(`${name}/`, 'it has no place in a run');
	return {
		label,
		source: { tool: 'mlflow', version: undefined, id },
		variantGuesses: [
			label,
			...['variant', 'prompt', 'prompt_version'].flatMap(key => ownValue(tags, key) ?? textOf(ownValue(parameters, key)) ?? []),
		],
		status: statusOf(facts['status']),
		startedAt: timeOf(facts['start_time']),
		endedAt: timeOf(facts['end_time']),
		model: textOf(model),
		seed: integerOf(seed),
		parameters: { ...parameters, ...(model !== undefined && textOf(model) === undefined ? { model } : {}) },
		metrics: lastValues(points),
		commit: commitOf(tags),
		tags: { ...withoutUndefined({ 'mlflow.experiment': experiment }), ...keptTags(tags, notes) },
		notes: tags['mlflow.note.content'],
		series: series.length === 0 ? undefined : () => streamOf(series),
		artifacts: pickArtifacts(below('artifacts'), `${folder}artifacts/`, notes),
	};
}

const fatesOfMeta: FieldFates = {
	artifact_uri: { dropped: 'artifacts are taken from beside the run; the path is that of the machine it was made on' },
	end_time: { as: 'ended_at' },
	entry_point_name: { dropped: 'it has no place in a run' },
	experiment_id: { as: 'tags.mlflow.experiment' },
	lifecycle_stage: { dropped: 'deleted runs are left out' },
	run_id: { as: 'source.id' },
	run_name: { as: 'variant' },
	run_uuid: { as: 'source.id' },
	source_name: { dropped: 'it has no place in a run' },
	source_type: { dropped: 'it has no place in a run' },
	source_version: { dropped: 'the commit is taken from the tags' },
	start_time: { as: 'started_at' },
	status: { as: 'status' },
	tags: { dropped: 'tags are taken from their own files' },
	user_id: { dropped: 'a name of an account on another machine says little' },
};

/** One file a key; keys with `/` are folders. */
async function readValues(files: readonly SourceFile[], folder: string, notes: ImportNotes): Promise<Record<string, string>> {
	const values: Record<string, string> = {};
	for (const file of files) {
		const text = await readSmallText(file, notes);
		if (text !== undefined) setOwnValue(values, file.path.slice(folder.length), text);
	}
	return values;
}

/** MLflow keeps every parameter as text. Numbers and truth values are told by how Python prints them. */
function typed(values: Readonly<Record<string, string>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values).map(([name, text]): readonly [string, unknown] => {
			if (text === 'True' || text === 'False') return [name, text === 'True'];
			return [name, text === 'None' ? null : (numberOf(text) ?? text)];
		}),
	);
}

/** Lines of `milliseconds value step`; old ones have no step. */
async function readMetrics(
	files: readonly SourceFile[],
	folder: string,
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

/** 1 running, 2 scheduled, 3 finished, 4 failed, 5 killed; a run that never ended did not complete. */
function statusOf(status: unknown): RunRecord['status'] {
	if (status === 3 || status === 'FINISHED') return 'completed';
	return status === 5 || status === 'KILLED' ? 'cancelled' : 'failed';
}

function commitOf(tags: Readonly<Record<string, string>>): ImportedRun['commit'] {
	const hash = tags['mlflow.source.git.commit'];
	return hash === undefined ? undefined : { hash, branch: tags['mlflow.source.git.branch'], isDirty: undefined };
}

/** The user's own tags; those of MLflow itself have other places or say nothing. */
function keptTags(tags: Readonly<Record<string, string>>, notes: ImportNotes): Record<string, string> {
	const own: Record<string, string> = {};
	for (const [key, value] of Object.entries(tags)) {
		if (!key.startsWith('mlflow.')) setOwnValue(own, key, value);
		const place = ownValue(tagPlaces, key);
		if (!key.startsWith('mlflow.')) notes.keep('tags/*', 'tags');
		else if (place === undefined) notes.drop(`tags/${key}`, 'it is of use to MLflow alone');
		else notes.keep(`tags/${key}`, place);
	}
	return own;
}

const tagPlaces: Readonly<Record<string, string>> = {
	'mlflow.note.content': 'notes',
	'mlflow.runName': 'variant',
	'mlflow.source.git.branch': 'git.branch',
	'mlflow.source.git.commit': 'git.commit',
};

/** MLflow lets several runs have one name. */
function withUniqueLabels(runs: readonly ImportedRun[]): readonly ImportedRun[] {
	const counts = new Map<string, number>();
	for (const { label } of runs) counts.set(label, (counts.get(label) ?? 0) + 1);
	return runs.map(run =>
		(counts.get(run.label) ?? 0) > 1 ? { ...run, label: `${run.label} (${(run.source.id ?? '').slice(0, 8)})` } : run,
	);
}
