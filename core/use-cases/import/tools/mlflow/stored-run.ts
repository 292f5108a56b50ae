import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import type { RunRecord } from '../../../../formats/run/run-record.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import type { FieldFates, ImportNotes } from '../../import-notes.ts';
import type { SourceFile } from '../../import-source.ts';
import type { ImportedRun } from '../../imported-run.ts';
import type { ImportedSample } from '../../imported-sample.ts';
import { integerOf, numberOf, textOf, timeOf } from '../../reading/json-values.ts';
import type { JsonObject } from '../../reading/json-values.ts';
import { lastValues, seriesOf, streamOf } from '../../reading/metric-history.ts';
import type { MetricPoint } from '../../reading/metric-history.ts';
import { pickArtifacts } from '../../reading/pick-artifacts.ts';
import { promptTextsOf } from './prompt-texts.ts';
import { loggedTable, tableSamples } from './table-samples.ts';
import { ownValue } from '../../../../base/own-value.ts';
import { setOwnValue } from '../../../../base/set-own-value.ts';

/** A run as every store of MLflow keeps it: folders, a database, a server. */
export interface StoredRun {
	/** As `meta.yaml` and the table of runs name them. */
	readonly facts: JsonObject;
	/** Name of its experiment. */
	readonly experiment: string | undefined;
	readonly params: Readonly<Record<string, string>>;
	readonly tags: Readonly<Record<string, string>>;
	/** Of one metric in order of steps, of equal steps the later one last. */
	readonly points: readonly MetricPoint[];
	/** Files below `artifactFolder`. */
	readonly artifacts: readonly SourceFile[];
	/** Ends with `/`. */
	readonly artifactFolder: string;
	/** The data it was measured on, by name and digest. */
	readonly datasets?: readonly { readonly name: string; readonly digest: string }[];
	/** Texts of registered prompts that it used. */
	readonly linkedPrompts?: readonly string[];
	/** Its answers by case, where an evaluation kept them as traces. */
	readonly samples?: readonly ImportedSample[];
}

/** The run as Stagemark records it, the same from whichever store it comes. */
export async function importedRunOf(stored: StoredRun, notes: ImportNotes, signal: CancelSignal): Promise<ImportedRun> {
	const { facts, tags, points, artifacts, artifactFolder, datasets = [], linkedPrompts = [] } = stored;
	notes.object('run', facts, fatesOfRun);
	const { model, seed, ...parameters } = typed(stored.params);
	const series = seriesOf(points);
	const id = String(facts['run_id'] ?? facts['run_uuid']);
	const label = textOf(facts['run_name']) ?? tags['mlflow.runName'] ?? id;
	notes.keep('params/*', 'parameters');
	notes.keep('metrics/*', series.length === 0 ? 'metrics' : 'metrics and series.jsonl');
	const [dataset] = datasets;
	return {
		label,
		source: { tool: 'mlflow', version: undefined, id },
		variantGuesses: [
			label,
			...['variant', 'prompt', 'prompt_version'].flatMap(key => ownValue(tags, key) ?? textOf(ownValue(parameters, key)) ?? []),
			...(stored.experiment === undefined ? [] : [stored.experiment]),
		],
		possiblePrompts: [...linkedPrompts, ...(await promptTextsOf(artifacts))],
		status: statusOf(facts['status']),
		startedAt: timeOf(facts['start_time']),
		endedAt: timeOf(facts['end_time']),
		model: textOf(model),
		seed: integerOf(seed),
		parameters: otherParameters({ model, seed }, parameters),
		metrics: lastValues(points),
		dataset: dataset && { path: dataset.name, cases: undefined },
		commit: commitOf(tags),
		tags: { ...tagsAbout(stored), ...keptTags(tags, notes) },
		notes: tags['mlflow.note.content'],
		samples: await samplesOf(stored, notes, signal),
		series: series.length === 0 ? undefined : () => streamOf(series),
		artifacts: pickArtifacts(artifacts, artifactFolder, notes),
	};
}

/** A model or a seed that is of another type than a run's is a parameter like others. */
function otherParameters({ model, seed }: Record<'model' | 'seed', unknown>, parameters: JsonObject): JsonObject {
	return {
		...parameters,
		...withoutUndefined({ model: textOf(model) === undefined ? model : undefined }),
		...withoutUndefined({ seed: integerOf(seed) === undefined ? seed : undefined }),
	};
}

/** What MLflow keeps beside the tags of a run and a record has no place for. */
function tagsAbout({ experiment, datasets = [] }: StoredRun): Record<string, string> {
	const names = datasets.map(({ name, digest }) => `${name} (${digest})`).join(', ');
	return withoutUndefined({ 'mlflow.experiment': experiment, 'mlflow.datasets': names === '' ? undefined : names });
}

/** Traces of an evaluation, else the rows of a table that was logged. */
async function samplesOf(stored: StoredRun, notes: ImportNotes, signal: CancelSignal): Promise<ImportedRun['samples']> {
	const { samples = [] } = stored;
	if (samples.length > 0) return () => streamOf(samples);
	const table = loggedTable(stored);
	return table === undefined ? undefined : await tableSamples(table, notes, signal);
}

const fatesOfRun: FieldFates = {
	artifact_uri: { dropped: 'artifacts are taken from beside the run; the path is that of the machine it was made on' },
	end_time: { as: 'ended_at' },
	entry_point_name: { dropped: 'it has no place in a run' },
	experiment_id: { as: 'tags.mlflow.experiment' },
	experiment: { as: 'tags.mlflow.experiment' },
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

/** MLflow keeps every parameter as text. Numbers and truth values are told by how Python prints them. */
function typed(values: Readonly<Record<string, string>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values).map(([name, text]): readonly [string, unknown] => {
			if (text === 'True' || text === 'False') return [name, text === 'True'];
			return [name, text === 'None' ? null : (numberOf(text) ?? text)];
		}),
	);
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
		if (!key.startsWith('mlflow.') || key === 'mlflow.parentRunId') setOwnValue(own, key, value);
		const place = ownValue(tagPlaces, key);
		if (!key.startsWith('mlflow.')) notes.keep('tags/*', 'tags');
		else if (place === undefined) notes.drop(`tags/${key}`, 'it is of use to MLflow alone');
		else notes.keep(`tags/${key}`, place);
	}
	return own;
}

const tagPlaces: Readonly<Record<string, string>> = {
	'mlflow.linkedPrompts': 'prompt',
	'mlflow.loggedArtifacts': 'samples.jsonl',
	'mlflow.note.content': 'notes',
	'mlflow.parentRunId': 'tags.mlflow.parentRunId',
	'mlflow.runName': 'variant',
	'mlflow.source.git.branch': 'git.branch',
	'mlflow.source.git.commit': 'git.commit',
};
