import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { FieldFates } from '../import-notes.ts';
import type { ImportSource } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { readJsonRows, rowKeys } from '../reading/json-rows.ts';
import { nonNegativeOf, numberOf, objectOf, scoreOf, textOf, timeOf } from '../reading/json-values.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { csvHeader, readCsv } from '../reading/read-csv.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import { ownValue } from '../../../base/own-value.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/** An export of requests of Helicone, as a list, lines or CSV: every request is a case of one run. */
export const helicone: Importer = {
	id: 'helicone',
	title: 'Helicone',
	documentation: {
		from: 'an export of requests: JSON, JSON lines, CSV',
		run: 'the file',
		cases: 'a request',
	},

	async recognise(source) {
		const keys = await allKeys(source);
		const isRequest =
			keys.has('request_id') && (keys.has('request_created_at') || keys.has('request_model') || keys.has('response_status'));
		return isRequest ? 'its rows have request_id and the times of requests' : undefined;
	},

	async read(source, notes, signal) {
		const facts = new ExportFacts();
		for await (const row of rowsOf(source, notes, signal)) {
			notes.object('', row, fates);
			facts.add(row);
		}
		if (facts.count === 0) throw ImportStop.because(source.path, 'It has no request in it.');
		const [model, ...others] = facts.models;
		if (others.length > 0) {
			notes.warn(`The requests went to ${facts.models.size} models, so the run has none. Export those of one model at a time.`);
		}
		return [
			{
				label: source.files[0]?.path ?? 'helicone',
				source: { tool: 'helicone', version: undefined, id: undefined },
				variantGuesses: [model].filter(guess => guess !== undefined),
				startedAt: facts.times[0],
				endedAt: facts.times[1],
				model: others.length === 0 ? model : undefined,
				parameters: {},
				metrics: {},
				usage: facts.usage,
				tags: {},
				samples: pass => samplesOf(source, pass),
			},
		];
	},
};

/** What all requests of an export come to. */
class ExportFacts {
	readonly models = new Set<string>();
	/** Of the first request and of the last. */
	readonly times: [string | undefined, string | undefined] = [undefined, undefined];
	count = 0;
	#inputTokens = 0;
	#outputTokens = 0;

	get usage(): ImportedRun['usage'] {
		const isCounted = this.#inputTokens + this.#outputTokens > 0;
		return isCounted ? { input_tokens: this.#inputTokens, output_tokens: this.#outputTokens } : undefined;
	}

	add(row: JsonObject): void {
		this.count++;
		const model = ['model_override', 'response_model', 'request_model']
			.map(key => textOf(ownValue(row, key)))
			.find(name => name !== undefined);
		if (model !== undefined) this.models.add(model);
		this.#inputTokens += numberOf(row['prompt_tokens']) ?? 0;
		this.#outputTokens += numberOf(row['completion_tokens']) ?? 0;
		const at = timeOf(row['request_created_at']);
		if (at === undefined) return;
		const [first = at, last = at] = this.times;
		this.times[0] = at < first ? at : first;
		this.times[1] = at > last ? at : last;
	}
}

const fates: FieldFates = {
	cache_reference_id: { dropped: 'it is of use to Helicone alone' },
	completion_tokens: { as: 'usage' },
	cost: { as: 'cost_usd' },
	costUSD: { as: 'cost_usd' },
	delay_ms: { as: 'latency_ms' },
	model_override: { as: 'model' },
	prompt_cache_read_tokens: { dropped: 'tokens are kept in sum' },
	prompt_cache_write_tokens: { dropped: 'tokens are kept in sum' },
	prompt_tokens: { as: 'usage' },
	provider: { dropped: 'the model is kept' },
	request_body: { as: 'input' },
	request_created_at: { as: 'started_at' },
	request_id: { as: 'case' },
	request_model: { as: 'model' },
	request_path: { dropped: 'addresses of services are not evidence' },
	request_properties: { as: 'case and group' },
	request_user_id: { dropped: 'who asked is personal' },
	response_body: { as: 'output' },
	response_created_at: { dropped: 'the latency is kept' },
	response_id: { dropped: 'the request has an id' },
	response_model: { as: 'model' },
	response_status: { as: 'error' },
	scores: { as: 'scores' },
	signed_body_url: { dropped: 'it opens the request to everyone with the link' },
	time_to_first_token: { dropped: 'the whole latency is kept' },
	total_tokens: { dropped: 'it is the sum of both counts that are kept' },
};

async function allKeys(source: ImportSource): Promise<ReadonlySet<string>> {
	const file = source.isFolder ? undefined : source.files[0];
	const head = (file && (await source.head(file))) ?? '';
	return /^\s*[[{]/.test(head) ? await rowKeys(source) : new Set(csvHeader(head));
}

async function* rowsOf(source: ImportSource, notes: ImportNotes, signal: CancelSignal): AsyncGenerator<JsonObject> {
	const file = source.files[0];
	if (file === undefined) return;
	const head = (await source.head(file)) ?? '';
	if (/^\s*[[{]/.test(head)) {
		for await (const { row } of readJsonRows(file, head, notes, signal)) yield row;
	} else {
		for await (const { cells } of readCsv(file.file, signal)) yield cells;
	}
}

async function* samplesOf(source: ImportSource, signal: CancelSignal): AsyncGenerator<ImportedSample> {
	for await (const row of rowsOf(source, ImportNotes.silent(), signal)) yield sampleOf(row);
}

/** A property called case names the case; without one nothing joins requests of two exports but their own id. */
function sampleOf(row: JsonObject): ImportedSample {
	const properties = objectOf(row['request_properties']);
	const property = (name: string): string | undefined =>
		textOf(Object.entries(properties).find(([key]) => key.toLowerCase() === name)?.[1]);
	const status = numberOf(row['response_status']);
	return withoutUndefined({
		case: property('case') ?? property('case_id') ?? textOf(row['request_id']) ?? '',
		input: row['request_body'],
		output: row['response_body'],
		scores: scoresOf(row),
		latency_ms: nonNegativeOf(row['delay_ms']),
		cost_usd: nonNegativeOf(row['cost'] ?? row['costUSD']),
		error: status !== undefined && status >= 400 ? `The model answered with status ${status}` : undefined,
		group: property('session') ?? property('group'),
	});
}

function scoresOf(row: JsonObject): Record<string, number> {
	const scores: Record<string, number> = {};
	for (const [name, entry] of Object.entries(objectOf(row['scores']))) {
		const score = scoreOf(entry) ?? scoreOf(objectOf(entry)['value']);
		if (score !== undefined) setOwnValue(scores, name, score);
	}
	return scores;
}
