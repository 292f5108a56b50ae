import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import { ImportNotes } from '../../import-notes.ts';
import type { SourceServer } from '../../import-source.ts';
import { ImportStop } from '../../import-stop.ts';
import { listOf, numberOf, objectOf, textOf, timeOf, wordOf } from '../../reading/json-values.ts';
import type { JsonObject } from '../../reading/json-values.ts';
import type { MetricPoint } from '../../reading/metric-history.ts';
import { readJson } from '../../reading/read-json.ts';
import { artifactsOfRun } from './server-artifacts.ts';
import { ServerClient } from './server-client.ts';
import { tracesOfServer } from './server-traces.ts';
import type { StoredRun } from './stored-run.ts';
import { traceSamples } from './trace-samples.ts';

/** The active runs of a tracking server, of one experiment where one is named. */
export async function* runsOfServer(
	server: SourceServer,
	wanted: string | undefined,
	notes: ImportNotes,
	signal: CancelSignal,
): AsyncGenerator<StoredRun> {
	const client = new ServerClient(server, notes, signal);
	const experiments = await client.all('2.0/mlflow/experiments/search', 'experiments', {
		body: { max_results: 1000, view_type: 'ACTIVE_ONLY' },
	});
	if (experiments.length === 0) throw ImportStop.because(server.url, 'No experiment of MLflow was found there. Check the address.');
	const chosen = experiments.filter(({ name }) => wanted === undefined || name === wanted);
	if (chosen.length === 0) throw ImportStop.because(server.url, unknownExperiment(wanted, experiments));
	for (const experiment of chosen) {
		const id = wordOf(experiment['experiment_id']);
		const body = { experiment_ids: [id], run_view_type: 'ACTIVE_ONLY', max_results: 1000 };
		const runs = await client.all('2.0/mlflow/runs/search', 'runs', { body });
		const traces = await tracesOfServer(client, id);
		for (let start = 0; start < runs.length; start += atOnce) {
			const some = runs.slice(start, start + atOnce);
			yield* await Promise.all(
				some.map(async run => {
					const read = await runOf(run, { client, server, experiment: wordOf(experiment['name']) }, notes);
					return {
						...read,
						samples: traceSamples(wordOf(read.facts['run_id']), await traces(wordOf(read.facts['run_id'])), notes),
					};
				}),
			);
		}
	}
}

/** A server has few workers; more questions at a time only wait. */
const atOnce = 8;

function unknownExperiment(wanted = '', experiments: readonly JsonObject[]): string {
	const names = experiments.slice(0, 10).map(({ name }) => `“${wordOf(name)}”`);
	return `It has no active experiment “${wanted}”. Its experiments are ${names.join(', ')}.`;
}

interface RunPlace {
	readonly client: ServerClient;
	readonly server: SourceServer;
	readonly experiment: string;
}

async function runOf(run: JsonObject, { client, server, experiment }: RunPlace, notes: ImportNotes): Promise<StoredRun> {
	const [facts, data, inputs] = [objectOf(run['info']), objectOf(run['data']), objectOf(run['inputs'])];
	const id = wordOf(facts['run_id']);
	const tags = pairsOf(data['tags']);
	const points: MetricPoint[] = [];
	for (const { key } of listOf(data['metrics']).map(objectOf))
		points.push(...(await historyOf(client, { run: id, metric: wordOf(key) }, notes)));
	const artifacts = await artifactsOfRun(client, server, id);
	return {
		facts,
		experiment,
		params: pairsOf(data['params']),
		tags,
		points,
		...artifacts,
		datasets: listOf(inputs['dataset_inputs'])
			.map(input => objectOf(objectOf(input)['dataset']))
			.map(({ name, digest }) => ({ name: wordOf(name), digest: wordOf(digest) }))
			.sort((left, right) => (left.name < right.name ? -1 : 1)),
		linkedPrompts: await promptsOf(client, tags),
	};
}

function pairsOf(list: unknown): Record<string, string> {
	return Object.fromEntries(
		listOf(list)
			.map(objectOf)
			.map(({ key, value }) => [wordOf(key), wordOf(value ?? '')]),
	);
}

/** Zero is left out of what a server answers, and numbers may be text. */
async function historyOf(
	client: ServerClient,
	{ run, metric }: { readonly run: string; readonly metric: string },
	notes: ImportNotes,
): Promise<readonly MetricPoint[]> {
	const query = { run_id: run, metric_key: metric, max_results: '25000' };
	const rows = await client.all('2.0/mlflow/metrics/get-history', 'metrics', { query });
	const points = rows.flatMap(row => {
		const [value, step] = [numberOf('value' in row ? row['value'] : 0), numberOf(row['step']) ?? 0];
		const isFinite = value !== undefined && Math.abs(value) < Number.MAX_VALUE;
		if (isFinite) return [{ point: { metric, value, step, at: timeOf(row['timestamp']) }, time: numberOf(row['timestamp']) ?? 0 }];
		notes.warn(`The metric ${metric} of the run ${run} is not a finite number at step ${step}; the point is left out.`);
		return [];
	});
	return points
		.sort((left, right) => left.point.step - right.point.step || left.time - right.time || left.point.value - right.point.value)
		.map(({ point }) => point);
}

/** The texts of the registered prompts that the run says it used. */
async function promptsOf(client: ServerClient, tags: Readonly<Record<string, string>>): Promise<readonly string[]> {
	const texts: string[] = [];
	for (const { name, version } of listOf(
		readJson(tags['mlflow.linkedPrompts'] ?? '[]', 'mlflow.linkedPrompts', ImportNotes.silent()),
	).map(objectOf)) {
		const found = await client.find('2.0/mlflow/model-versions/get', { query: { name: wordOf(name), version: wordOf(version) } });
		const text = textOf(pairsOf(objectOf(found?.['model_version'])['tags'])['mlflow.prompt.text']);
		if (text !== undefined) texts.push(text);
	}
	return texts;
}
