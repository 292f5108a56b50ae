import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { FieldFates } from '../import-notes.ts';
import type { SourceFile } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { readJsonRows, rowKeys } from '../reading/json-rows.ts';
import { integerOf, numberOf, objectOf, scoreOf, textOf, timeOf } from '../reading/json-values.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/**
 * An export of runs of LangSmith, as a list or as lines: the roots of each session are the cases of one run. Feedback gives the
 * scores. Fields as in the answers of `/runs/query`, versions 1 and 2.
 */
export const langsmith: Importer = {
	id: 'langsmith',
	title: 'LangSmith',
	documentation: {
		from: 'an export of runs: JSON, JSON lines',
		run: 'a session',
		cases: 'the root of a trace, joined by its example',
	},

	async recognise(source) {
		const keys = await rowKeys(source);
		const isRun = keys.has('run_type') && (keys.has('dotted_order') || keys.has('trace_id') || keys.has('session_id'));
		return isRun ? 'its rows have run_type and a trace' : undefined;
	},

	async read(source, notes, signal) {
		const file = source.files[0];
		if (file === undefined) return [];
		const head = (await source.head(file)) ?? '';
		const sessions = new Map<string, Session>();
		for await (const { row } of readJsonRows(file, head, notes, signal)) addRow(row, sessions, notes);
		if (sessions.size === 0) throw ImportStop.because(file.file.absolutePath, 'It has no run that is the root of a trace.');
		return [...sessions].map(([id, session]) => runOf(id, session, pass => samplesOf({ file, head, session: id }, pass)));
	},
};

interface Session {
	readonly name: string | undefined;
	startedAt: string | undefined;
	endedAt: string | undefined;
	readonly models: Set<string>;
	seed: number | undefined;
	parameters: JsonObject;
	inputTokens: number;
	outputTokens: number;
}

function addRow(row: JsonObject, sessions: Map<string, Session>, notes: ImportNotes): void {
	const metadata = objectOf(objectOf(row['extra'])['metadata']);
	if (!isRoot(row)) {
		notes.drop('child runs', 'a case is a whole trace; its steps have no place in a run');
		return;
	}
	notes.object('', row, fates);
	const id = sessionOf(row);
	const session = sessions.get(id) ?? newSession(row);
	sessions.set(id, session);
	addTimes(row, session);
	const invocation = objectOf(objectOf(row['extra'])['invocation_params']);
	const model = [invocation['model'], invocation['model_name'], metadata['ls_model_name']].map(textOf).find(name => name !== undefined);
	if (model !== undefined) session.models.add(model);
	session.seed ??= integerOf(invocation['seed']);
	const parameters = Object.entries(invocation).filter(([name]) => !['model', 'model_name', 'seed'].includes(name));
	session.parameters = { ...session.parameters, ...Object.fromEntries(parameters) };
	session.inputTokens += numberOf(row['prompt_tokens']) ?? 0;
	session.outputTokens += numberOf(row['completion_tokens']) ?? 0;
}

function newSession(row: JsonObject): Session {
	return {
		name: textOf(row['session_name']),
		startedAt: undefined,
		endedAt: undefined,
		models: new Set(),
		seed: undefined,
		parameters: {},
		inputTokens: 0,
		outputTokens: 0,
	};
}

function addTimes(row: JsonObject, session: Session): void {
	const [start, end] = [timeOf(row['start_time']), timeOf(row['end_time'])];
	if (start !== undefined && (session.startedAt === undefined || start < session.startedAt)) session.startedAt = start;
	if (end !== undefined && (session.endedAt === undefined || end > session.endedAt)) session.endedAt = end;
}

function isRoot(row: JsonObject): boolean {
	return (row['parent_run_id'] ?? null) === null && row['is_root'] !== false;
}

function sessionOf(row: JsonObject): string {
	return textOf(row['session_id']) ?? textOf(row['project_id']) ?? 'export';
}

const fates: FieldFates = {
	completion_tokens: { as: 'usage' },
	dotted_order: { dropped: 'it orders traces and says nothing of results' },
	end_time: { as: 'latency_ms' },
	error: { as: 'error' },
	extra: { as: 'model and parameters' },
	feedback_stats: { as: 'scores' },
	feedback: { as: 'scores' },
	first_token_time: { dropped: 'the whole latency is kept' },
	id: { as: 'case' },
	inputs: { as: 'input' },
	is_root: { dropped: 'only roots are cases' },
	name: { dropped: 'the session has a name' },
	outputs: { as: 'output' },
	parent_run_id: { dropped: 'only roots are cases' },
	project_id: { as: 'source.id' },
	prompt_tokens: { as: 'usage' },
	reference_example_id: { as: 'case' },
	run_type: { dropped: 'only roots are cases' },
	session_id: { as: 'source.id' },
	session_name: { as: 'variant' },
	start_time: { as: 'latency_ms' },
	status: { as: 'error' },
	tags: { dropped: 'tags of single traces have no place in a run' },
	total_cost: { as: 'cost_usd' },
	total_tokens: { dropped: 'it is the sum of both counts that are kept' },
	trace_id: { dropped: 'traces have no place in a run' },
};

function runOf(id: string, session: Session, samples: NonNullable<ImportedRun['samples']>): ImportedRun {
	const [model, ...others] = session.models;
	const hasUsage = session.inputTokens + session.outputTokens > 0;
	return {
		label: session.name ?? id,
		source: { tool: 'langsmith', version: undefined, id },
		variantGuesses: [session.name, id].filter(guess => guess !== undefined),
		startedAt: session.startedAt,
		endedAt: session.endedAt,
		// Several models in one session are no model of the run.
		model: others.length === 0 ? model : undefined,
		seed: session.seed,
		parameters: session.parameters,
		metrics: {},
		usage: hasUsage ? { input_tokens: session.inputTokens, output_tokens: session.outputTokens } : undefined,
		tags: {},
		samples,
	};
}

async function* samplesOf(
	{ file, head, session }: { readonly file: SourceFile; readonly head: string; readonly session: string },
	signal: CancelSignal,
): AsyncGenerator<ImportedSample> {
	for await (const { row } of readJsonRows(file, head, ImportNotes.silent(), signal)) {
		if (isRoot(row) && sessionOf(row) === session) yield sampleOf(row);
	}
}

/** The example of the dataset is the case, so that experiments on one dataset pair; without one the trace is. */
function sampleOf(row: JsonObject): ImportedSample {
	const [start, end] = [timeOf(row['start_time']), timeOf(row['end_time'])];
	const latency = start === undefined || end === undefined ? undefined : Date.parse(end) - Date.parse(start);
	const cost = numberOf(row['total_cost']);
	return withoutUndefined({
		case: textOf(row['reference_example_id']) ?? textOf(row['id']) ?? '',
		input: row['inputs'],
		output: row['outputs'],
		scores: scoresOf(row),
		latency_ms: latency !== undefined && latency >= 0 ? latency : undefined,
		cost_usd: cost !== undefined && cost >= 0 ? cost : undefined,
		error: textOf(row['error']),
	});
}

/** Feedback is a map of key to statistics, or a list of `{key, score}`. */
function scoresOf(row: JsonObject): Record<string, number> {
	const scores: Record<string, number> = {};
	for (const [key, stats] of Object.entries(objectOf(row['feedback_stats']))) {
		const score = scoreOf(objectOf(stats)['avg']);
		if (score !== undefined) setOwnValue(scores, key, score);
	}
	const list: readonly unknown[] = Array.isArray(row['feedback']) ? row['feedback'] : [];
	for (const { key, score } of list.map(objectOf)) {
		const value = scoreOf(score);
		if (typeof key === 'string' && value !== undefined) setOwnValue(scores, key, value);
	}
	return scores;
}
