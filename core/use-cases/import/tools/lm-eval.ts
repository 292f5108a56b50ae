import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { FieldFates } from '../import-notes.ts';
import type { ImportSource, SourceFile } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { jsonOutline } from '../reading/json-outline.ts';
import { integerOf, isObject, listOf, numberOf, objectOf, scoreOf, textOf, timeOf } from '../reading/json-values.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { readJson } from '../reading/read-json.ts';
import { readJsonFrame } from '../reading/split-json.ts';
import { drain, linesOfFile } from '../reading/text-lines.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import { ownValue } from '../../../base/own-value.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/**
 * Results of lm-evaluation-harness: each `results_<time>.json` is one run over all its tasks, with the cases of the
 * `samples_<task>_<time>.jsonl` beside it. Metrics are named `task/metric`, cases `task/doc_id`.
 */
export const lmEval: Importer = {
	id: 'lm-eval',
	title: 'lm-evaluation-harness',
	documentation: {
		from: '`results_*.json` with `samples_*.jsonl` beside it',
		run: 'a results file, all its tasks',
		cases: '`task/doc_id`',
	},

	async recognise(source) {
		const file = (await resultFiles(source))[0];
		return file === undefined ? undefined : `${file.path} has results, configs and versions by task`;
	},

	async read(source, notes, signal) {
		const runs: ImportedRun[] = [];
		for (const file of await resultFiles(source)) {
			const document = await readJsonFrame({ file: file.file, lists: [], notes }, signal);
			if (!isObject(document)) throw ImportStop.because(file.file.absolutePath, 'It must hold one object of results.');
			notes.object('', document, fates);
			const samples = sampleFiles(source, file);
			if (samples.length === 0)
				notes.warn(
					`${file.path}: no samples_*.jsonl of the same time is beside it, so there are no cases to pair. Pick the folder, or run with --log_samples.`,
				);
			await drain(samplesOf(samples, notes, signal));
			runs.push(runOf(document, file, samples, notes));
		}
		return runs;
	},
};

const fates: FieldFates = {
	batch_sizes: { dropped: 'it says how it was computed, not what' },
	chat_template: { dropped: 'its hash is kept as a tag' },
	chat_template_sha: { as: 'tags' },
	config: { as: 'parameters' },
	configs: { dropped: 'the definitions of tasks are long; their versions and hashes are kept as tags' },
	date: { as: 'started_at' },
	end_time: { dropped: 'it counts from the start of the machine' },
	eot_token_id: { dropped: 'it has no place in a run' },
	fewshot_as_multiturn: { as: 'parameters' },
	git_hash: { dropped: 'it is the commit of the folder that lm-eval was started in, not of the results' },
	group_subtasks: { dropped: 'the tasks have results of their own' },
	groups: { dropped: 'the results have means over tasks' },
	higher_is_better: { dropped: 'the methodology says which way is better' },
	lm_eval_version: { as: 'source.version' },
	max_length: { dropped: 'it has no place in a run' },
	model_name: { as: 'model' },
	model_name_sanitized: { dropped: 'the name of the model is kept' },
	model_source: { as: 'parameters' },
	'n-samples': { as: 'dataset.cases' },
	'n-shot': { as: 'parameters' },
	pretty_env_info: { dropped: 'it lists the machine at length' },
	results: { as: 'metrics' },
	start_time: { dropped: 'it counts from the start of the machine' },
	system_instruction: { as: 'parameters' },
	system_instruction_sha: { dropped: 'the instruction itself is kept' },
	task_hashes: { as: 'tags' },
	tokenizer_bos_token: { dropped: 'it has no place in a run' },
	tokenizer_eos_token: { dropped: 'it has no place in a run' },
	tokenizer_pad_token: { dropped: 'it has no place in a run' },
	total_evaluation_time_seconds: { as: 'ended_at' },
	transformers_version: { as: 'environment' },
	upper_git_hash: { dropped: 'it is the commit of the folder that lm-eval was started in, not of the results' },
	versions: { as: 'tags' },
};

async function resultFiles(source: ImportSource): Promise<readonly SourceFile[]> {
	const found: SourceFile[] = [];
	for (const file of source.files.filter(({ path }) => path.endsWith('.json') || !source.isFolder)) {
		const outline = jsonOutline((await source.head(file)) ?? '');
		if (outline.has('results') && outline.has('configs') && outline.has('versions') && outline.has('config')) found.push(file);
	}
	return found;
}

/** `<time>` of a file that is named `results_<time>.json`. */
function timeInName(path: string): string | undefined {
	return /^results_(.+)\.json$/.exec(path.slice(path.lastIndexOf('/') + 1))?.[1];
}

/** `<task>` of a file that is named `samples_<task>_<time>.jsonl`. */
function taskInName(path: string): string | undefined {
	return /^samples_(.+)_[^_]+\.jsonl$/.exec(path.slice(path.lastIndexOf('/') + 1))?.[1];
}

/** `samples_<task>_<time>.jsonl` in the same folder with the time of the results. */
function sampleFiles(source: ImportSource, results: SourceFile): readonly SourceFile[] {
	const folder = results.path.slice(0, results.path.lastIndexOf('/') + 1);
	const time = timeInName(results.path);
	return time === undefined
		? []
		: source.files.filter(({ path }) => path.startsWith(`${folder}samples_`) && path.endsWith(`_${time}.jsonl`));
}

function runOf(document: JsonObject, file: SourceFile, samples: readonly SourceFile[], notes: ImportNotes): ImportedRun {
	const { random_seed: seed, model, model_args: modelArgs } = objectOf(document['config']);
	const name = textOf(document['model_name']) ?? textOf(modelArgs) ?? textOf(model);
	const version = textOf(document['lm_eval_version']);
	const tasks = Object.keys(objectOf(document['results']));
	const id = timeInName(file.path);
	// `date` is taken when the evaluation starts, and long ago it was a text.
	const startedAt = timeOf(document['date']);
	return {
		label: file.path,
		source: { tool: 'lm-eval', version, id: id === undefined ? undefined : `${name ?? 'model'}@${id}` },
		variantGuesses: [name, textOf(modelArgs), textOf(model)].filter(guess => guess !== undefined),
		startedAt,
		endedAt: endOf(document),
		model: name,
		seed: integerOf(seed),
		parameters: parametersOf(document),
		metrics: metricsOf(objectOf(document['results']), notes),
		dataset: { path: tasks.join(', '), cases: casesOf(objectOf(document['n-samples'])) },
		scorer: { name: 'lm-evaluation-harness', ...withoutUndefined({ version }) },
		runtime: textOf(document['transformers_version'])?.match(/^\d/) ? { transformers: String(document['transformers_version']) } : {},
		tags: tagsOf(document),
		samples: samples.length === 0 ? undefined : pass => samplesOf(samples, ImportNotes.silent(), pass),
	};
}

/** The date is the start, as seconds since 1970. */
function endOf(document: JsonObject): string | undefined {
	const [start, seconds] = [numberOf(document['date']), numberOf(document['total_evaluation_time_seconds'])];
	return start === undefined || seconds === undefined ? undefined : timeOf(start + seconds);
}

function parametersOf(document: JsonObject): JsonObject {
	const { model, model_args: modelArgs, ...config } = objectOf(document['config']);
	return withoutUndefined({
		...Object.fromEntries(
			Object.entries(config).filter(([name, value]) => name !== 'random_seed' && value !== null && !isEmptyList(value)),
		),
		model_type: model,
		model_args: textOf(modelArgs),
		...(Object.keys(objectOf(document['n-shot'])).length === 0 ? {} : { 'n-shot': document['n-shot'] }),
		system_instruction: textOf(document['system_instruction']),
	});
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}

/** `acc,none` of task `arc` becomes `arc/acc`; a filter other than none stays in the name. */
function metricsOf(results: JsonObject, notes: ImportNotes): Record<string, number> {
	const metrics: Record<string, number> = {};
	for (const [task, values] of Object.entries(results)) {
		for (const [key, value] of Object.entries(objectOf(values))) {
			const metric = metricName(key);
			const number = numberOf(value);
			if (/_stderr(?:,|$)/.test(key)) notes.drop('results.*.*_stderr', 'errors of the mean are computed from the cases');
			else if (number === undefined) notes.drop(`results.*.${metric}`, 'it is not a number');
			else if (metric === 'sample_len') notes.drop('results.*.sample_len', 'the dataset has the number of cases');
			else setOwnValue(metrics, `${task}/${metric}`, number);
		}
	}
	return metrics;
}

function metricName(key: string): string {
	return key.replace(/,none$/, '');
}

function casesOf(counts: JsonObject): number | undefined {
	const numbers = Object.values(counts).flatMap(count => integerOf(objectOf(count)['effective']) ?? []);
	return numbers.length === 0 ? undefined : numbers.reduce((sum, count) => sum + count, 0);
}

/** Versions and hashes of the tasks: what must be equal for results to be comparable. */
function tagsOf(document: JsonObject): Record<string, string> {
	const tags: Record<string, string> = {};
	for (const [task, version] of Object.entries(objectOf(document['versions']))) setOwnValue(tags, `version of ${task}`, String(version));
	for (const [task, hash] of Object.entries(objectOf(document['task_hashes']))) setOwnValue(tags, `hash of ${task}`, String(hash));
	const template = textOf(document['chat_template_sha']);
	return template === undefined ? tags : { ...tags, chat_template_sha: template };
}

async function* samplesOf(files: readonly SourceFile[], notes: ImportNotes, signal: CancelSignal): AsyncGenerator<ImportedSample> {
	for (const { file, path } of files) {
		const task = taskInName(path) ?? path;
		for await (const { number, text, isUnended } of linesOfFile(file, signal)) {
			if (text.trim() === '') continue;
			const line = readJson(text, `${path}, line ${number}`, notes);
			if (!isObject(line)) {
				notes.warn(
					`${path}, line ${number}: ${isUnended ? 'the file ends in the middle of this line' : 'this is not a JSON object'}; it is left out.`,
				);
				continue;
			}
			notes.object('samples', line, { ...sampleFates, ...metricFates(line) });
			yield sampleOf(task, line);
		}
	}
}

const sampleFates: FieldFates = {
	arguments: { dropped: 'the document they are made of is kept as the input' },
	doc: { as: 'input' },
	doc_hash: { dropped: 'cases are joined by task and doc_id' },
	doc_id: { as: 'case' },
	filter: { as: 'scores' },
	filtered_resps: { as: 'output' },
	metrics: { as: 'scores' },
	prompt_hash: { dropped: 'the document is kept as the input' },
	resps: { dropped: 'the filtered answers are kept as the output' },
	target: { as: 'expected' },
	target_hash: { dropped: 'the target itself is kept' },
};

function metricFates(line: JsonObject): FieldFates {
	return Object.fromEntries(metricNames(line).map(name => [name, { as: 'scores' }]));
}

/** Older versions do not list their metrics: then it is every number beside the fields that are known. */
function metricNames(line: JsonObject): readonly string[] {
	const listed = listOf(line['metrics']).filter(name => typeof name === 'string');
	return listed.length > 0
		? listed
		: Object.keys(line).filter(key => !Object.hasOwn(sampleFates, key) && scoreOf(ownValue(line, key)) !== undefined);
}

function sampleOf(task: string, line: JsonObject): ImportedSample {
	const filter = textOf(line['filter']) ?? 'none';
	const scores: Record<string, number> = {};
	for (const name of metricNames(line)) {
		const score = scoreOf(ownValue(line, name));
		if (score !== undefined) setOwnValue(scores, `${task}/${metricName(`${name},${filter}`)}`, score);
	}
	const answers = listOf(line['filtered_resps']);
	return withoutUndefined({
		case: `${task}/${String(line['doc_id'])}`,
		input: line['doc'],
		output: answers.length === 1 ? answers[0] : line['filtered_resps'],
		expected: line['target'],
		scores,
	});
}
