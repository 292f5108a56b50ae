import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { firstBytes } from '../reading/first-bytes.ts';
import { ImportNotes } from '../import-notes.ts';
import type { ImportSource, SourceFile } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { fatesOfLog } from './inspect-ai/field-fates.ts';
import { sampleOfInspect } from './inspect-ai/sample-of-inspect.ts';
import { jsonOutline } from '../reading/json-outline.ts';
import { integerOf, isObject, listOf, numberOf, objectOf, textOf, timeOf, wordOf } from '../reading/json-values.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { readJson } from '../reading/read-json.ts';
import { readJsonElements, readJsonFrame } from '../reading/split-json.ts';
import { drain } from '../reading/text-lines.ts';
import { unzipEntries } from '../reading/unzip-entries.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import { ownValue } from '../../../base/own-value.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/** Logs of Inspect AI, one run each: `.json`, and `.eval`, which is an archive of `header.json` and one file for each sample. */
export const inspectAi: Importer = {
	id: 'inspect-ai',
	title: 'Inspect AI',
	documentation: {
		from: '`.json` and `.eval` logs, one or a folder',
		run: 'a log',
		cases: 'a sample; epochs are answers to one case',
	},

	async recognise(source, signal) {
		const log = (await logsOf(source, signal))[0];
		return log && `${log.file.path} has eval, plan and stats of a task`;
	},

	async read(source, notes, signal) {
		const runs: ImportedRun[] = [];
		for (const log of await logsOf(source, signal)) {
			const header = await readHeader(log, notes, signal);
			notes.object('', header, fatesOfLog);
			// Read once for the notes, so that they are complete before anything is staged.
			await drain(samplesOf(log, notes, signal));
			runs.push(runOf(header, log, notes));
		}
		return runs;
	},
};

interface InspectLog {
	readonly file: SourceFile;
	readonly isArchive: boolean;
}

async function logsOf(source: ImportSource, signal: CancelSignal): Promise<readonly InspectLog[]> {
	const logs: InspectLog[] = [];
	for (const file of source.files.filter(({ path }) => !source.isFolder || /\.(?:json|eval)$/.test(path))) {
		const bytes = await firstBytes(file.file, signal);
		const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
		const isLog = isArchive ? isInspectArchive(bytes) : isInspectDocument(jsonOutline((await source.head(file)) ?? ''));
		if (isLog) logs.push({ file, isArchive });
	}
	return logs;
}

function isInspectDocument(outline: ReadonlySet<string>): boolean {
	return outline.has('eval.task') && outline.has('eval.model') && outline.has('status');
}

/** The name of the first file in the archive stands in its first bytes. */
function isInspectArchive(bytes: Uint8Array): boolean {
	const head = String.fromCharCode(...bytes.subarray(30, 80));
	return /^(?:_journal\/|header\.json|samples\/|summaries\.json|reductions\.json)/.test(head);
}

async function readHeader({ file, isArchive }: InspectLog, notes: ImportNotes, signal: CancelSignal): Promise<JsonObject> {
	if (!isArchive) return objectOf(await readJsonFrame({ file: file.file, lists: ['samples', 'reductions'], notes }, signal));
	let header: unknown;
	// A log that was not finished has the beginning alone.
	for await (const { name, text } of unzipEntries(
		file.file,
		entry => entry === 'header.json' || entry === '_journal/start.json',
		signal,
	)) {
		if (header === undefined || name === 'header.json') header = readJson(text, name, notes);
	}
	if (!isObject(header)) throw ImportStop.because(file.file.absolutePath, 'The archive has no header.json that can be read.');
	return header;
}

async function* samplesOf({ file, isArchive }: InspectLog, notes: ImportNotes, signal: CancelSignal): AsyncGenerator<ImportedSample> {
	if (!isArchive) {
		const lists = ['samples', 'reductions'];
		for await (const { value, path, line } of readJsonElements({ file: file.file, lists, notes }, signal)) {
			if (path !== 'samples') continue;
			if (isObject(value)) yield sampleOfInspect(value, notes);
			else notes.warn(`${file.path}, line ${line}: this sample is not an object and is left out.`);
		}
		return;
	}
	for await (const { name, text } of unzipEntries(file.file, entry => entry.startsWith('samples/'), signal)) {
		const value = readJson(text, name, notes);
		if (isObject(value)) yield sampleOfInspect(value, notes);
		else notes.warn(`${file.path}: ${name} is not a JSON object and is left out.`);
	}
}

function runOf(header: JsonObject, log: InspectLog, notes: ImportNotes): ImportedRun {
	const evaluation = objectOf(header['eval']);
	const plan = objectOf(header['plan']);
	const stats = objectOf(header['stats']);
	const { seed, ...config } = { ...objectOf(evaluation['model_generate_config']), ...objectOf(plan['config']) };
	const packages = objectOf(evaluation['packages']);
	const version = textOf(packages['inspect_ai']);
	const model = textOf(evaluation['model']);
	const dataset = objectOf(evaluation['dataset']);
	const scorers = listOf(evaluation['scorers']).flatMap(scorer => textOf(objectOf(scorer)['name']) ?? []);
	const error = textOf(objectOf(header['error'])['message']);
	return {
		label: `${textOf(evaluation['task']) ?? 'task'} (${textOf(evaluation['eval_id']) ?? log.file.path})`,
		source: { tool: 'inspect-ai', version, id: textOf(evaluation['eval_id']) ?? textOf(evaluation['run_id']) },
		variantGuesses: [
			textOf(objectOf(evaluation['task_args'])['variant']),
			...listOf(evaluation['tags']),
			textOf(evaluation['task']),
			model,
		].filter(guess => typeof guess === 'string'),
		status: statusOf(header['status']),
		startedAt: timeOf(stats['started_at']) ?? timeOf(evaluation['created']),
		endedAt: timeOf(stats['completed_at']),
		model,
		seed: integerOf(seed),
		parameters: withoutUndefined({
			...config,
			epochs: objectOf(evaluation['config'])['epochs'],
			...Object.fromEntries(Object.entries(objectOf(evaluation['task_args'])).map(([name, value]) => [`task.${name}`, value])),
		}),
		metrics: metricsOf(objectOf(header['results']), notes),
		usage: usageOf(objectOf(stats['model_usage'])),
		dataset:
			textOf(dataset['name']) === undefined ? undefined : { path: String(dataset['name']), cases: integerOf(dataset['samples']) },
		scorer:
			scorers.length === 0
				? undefined
				: { name: scorers.join(', '), ...(version === undefined ? {} : { version: `inspect_ai ${version}` }) },
		commit: commitOf(objectOf(evaluation['revision'])),
		runtime: Object.fromEntries(Object.entries(packages).map(([name, each]) => [name, wordOf(each)])),
		tags: listOf(evaluation['tags']).length === 0 ? {} : { 'inspect.tags': listOf(evaluation['tags']).map(wordOf).join(', ') },
		notes: error,
		samples: pass => samplesOf(log, ImportNotes.silent(), pass),
	};
}

function statusOf(status: unknown): RunRecord['status'] {
	if (status === 'success') return 'completed';
	return status === 'cancelled' ? 'cancelled' : 'failed';
}

/** Means are computed from the samples; what Inspect reduced in another way is kept as `scorer/metric`. */
function metricsOf(results: JsonObject, notes: ImportNotes): Record<string, number> {
	const metrics: Record<string, number> = {};
	for (const score of listOf(results['scores']).map(objectOf)) {
		for (const [name, metric] of Object.entries(objectOf(score['metrics']))) {
			const value = numberOf(objectOf(metric)['value']);
			if (value === undefined) notes.drop(`results.scores[].metrics.${name}`, 'it is not a number');
			else if (/^(?:stderr|bootstrap_stderr|std|var)$/.test(name))
				notes.drop(`results.scores[].metrics.${name}`, 'spread is computed from the cases');
			else setOwnValue(metrics, `${textOf(score['name']) ?? 'score'}/${name}`, value);
		}
	}
	return metrics;
}

function usageOf(models: JsonObject): ImportedRun['usage'] {
	const sum = (key: string): number | undefined => {
		const counts = Object.values(models).flatMap(usage => numberOf(ownValue(objectOf(usage), key)) ?? []);
		return counts.length === 0 ? undefined : counts.reduce((total, count) => total + count, 0);
	};
	return withoutUndefinedUsage({ input_tokens: sum('input_tokens'), output_tokens: sum('output_tokens') });
}

function withoutUndefinedUsage({
	input_tokens: input,
	output_tokens: output,
}: {
	readonly input_tokens: number | undefined;
	readonly output_tokens: number | undefined;
}): ImportedRun['usage'] {
	if (input === undefined && output === undefined) return undefined;
	return { ...withoutUndefined({ input_tokens: input, output_tokens: output }) };
}

function commitOf(revision: JsonObject): ImportedRun['commit'] {
	const hash = textOf(revision['commit']);
	if (hash === undefined) return undefined;
	return { hash, branch: undefined, isDirty: typeof revision['dirty'] === 'boolean' ? revision['dirty'] : undefined };
}
