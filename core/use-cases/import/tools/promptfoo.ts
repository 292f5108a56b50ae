import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { SourceFile } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import { jsonOutline } from '../reading/json-outline.ts';
import { integerOf, isObject, listOf, numberOf, objectOf, textOf, timeOf } from '../reading/json-values.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { fatesOfDocument } from './promptfoo/field-fates.ts';
import { CaseNumbers } from './promptfoo/number-cases.ts';
import { readPromptfooRows } from './promptfoo/read-rows.ts';
import type { PromptfooRow } from './promptfoo/read-rows.ts';
import { sampleOfRow } from './promptfoo/sample-of-row.ts';
import { readJsonFrame } from '../reading/split-json.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';

/** The output file of `promptfoo eval -o`, as JSON of version 2 or 3 or as JSON lines: one run for each prompt and provider. */
export const promptfoo: Importer = {
	id: 'promptfoo',
	title: 'promptfoo',
	documentation: {
		from: '`promptfoo eval -o` as JSON (2, 3) or JSON lines',
		run: 'a prompt with a provider',
		cases: 'a test; repeats are answers to one case',
	},

	async recognise(source) {
		const file = source.isFolder ? undefined : source.files[0];
		const head = file && (await source.head(file));
		if (head === undefined) return undefined;
		const outline = jsonOutline(head);
		if (outline.has('results.version') && (outline.has('evalId') || outline.has('results.stats') || outline.has('results.results'))) {
			return 'it has results with a version, as promptfoo writes them';
		}
		const row = jsonOutline(head.slice(0, head.indexOf('\n') + 1 || undefined));
		return ['promptIdx', 'testIdx', 'testCase'].every(key => row.has(key))
			? 'its lines have promptIdx, testIdx and testCase'
			: undefined;
	},

	async read(source, notes, signal) {
		const file = source.files[0];
		if (file === undefined) return [];
		const head = (await source.head(file)) ?? '';
		const isLines = jsonOutline(head.slice(0, head.indexOf('\n') + 1 || undefined)).has('promptIdx');
		const document = isLines ? {} : objectOf(await readJsonFrame({ file: file.file, lists: longLists, notes }, signal));
		if (!isLines) notes.object('', document, fatesOfDocument);
		const rows = (pass: CancelSignal, passNotes: ImportNotes): AsyncIterable<PromptfooRow> =>
			readPromptfooRows({ file: file.file, isLines, notes: passNotes }, pass);
		return await runsOf({ file, document, rows }, notes, signal);
	},
};

const longLists = ['results.results', 'results.table.body', 'traces', 'blobAssets'];

interface PromptfooDocument {
	readonly file: SourceFile;
	/** Without its rows; empty for JSON lines. */
	readonly document: JsonObject;
	readonly rows: (signal: CancelSignal, notes: ImportNotes) => AsyncIterable<PromptfooRow>;
}

/** What all rows of one prompt and provider have in common. */
interface Combination {
	readonly index: number;
	readonly label: string;
	readonly provider: string | undefined;
	readonly model: string | undefined;
	count: number;
}

async function runsOf({ file, document, rows }: PromptfooDocument, notes: ImportNotes, signal: CancelSignal): Promise<ImportedRun[]> {
	const combinations = new Map<number, Combination>();
	const cases = new CaseNumbers();
	for await (const row of rows(signal, notes)) {
		cases.add(row);
		const known = combinations.get(row.promptIndex);
		if (known !== undefined) known.count++;
		else
			combinations.set(row.promptIndex, {
				index: row.promptIndex,
				label: row.promptLabel,
				provider: row.provider,
				model: row.model,
				count: 1,
			});
	}
	if (combinations.size === 0) throw ImportStop.because(file.file.absolutePath, 'It has no result of any test.');
	return [...combinations.values()]
		.sort((left, right) => left.index - right.index)
		.map(combination => {
			const prompt = promptAt(document, combination.index);
			const config = providerConfig(document, combination);
			const evalId = textOf(document['evalId']);
			const metadata = objectOf(document['metadata']);
			const name = combination.provider === undefined ? combination.label : `${combination.label} [${combination.provider}]`;
			return {
				label: name,
				source: {
					tool: 'promptfoo',
					version: textOf(metadata['promptfooVersion']),
					id: evalId && `${evalId}#${combination.index}`,
				},
				variantGuesses: guesses(combination.label, combination.provider),
				promptText: textOf(prompt['raw']),
				startedAt: timeOf(objectOf(document['results'])['timestamp']) ?? timeOf(metadata['evaluationCreatedAt']),
				model: combination.model,
				seed: integerOf(config['seed']),
				parameters: Object.fromEntries(Object.entries(config).filter(([key]) => !notParameters.has(key))),
				metrics: {},
				usage: usageOf(objectOf(objectOf(prompt['metrics'])['tokenUsage'])),
				dataset: undefined,
				scorer: {
					name: 'promptfoo assertions',
					...(textOf(metadata['promptfooVersion']) === undefined ? {} : { version: String(metadata['promptfooVersion']) }),
				},
				tags:
					textOf(objectOf(document['config'])['description']) === undefined
						? {}
						: { description: String(objectOf(document['config'])['description']) },
				samples: pass => samplesOf(rows(pass, ImportNotes.silent()), combination.index, cases),
			};
		});
}

async function* samplesOf(
	rows: AsyncIterable<PromptfooRow>,
	index: number,
	cases: CaseNumbers,
): AsyncGenerator<ReturnType<typeof sampleOfRow>> {
	for await (const row of rows) if (row.promptIndex === index) yield sampleOfRow(row, cases.numberOf(row.testIndex));
}

/** The prompt table stands in `results.prompts`, and in version 2 in the head of the table. */
function promptAt(document: JsonObject, index: number): JsonObject {
	const results = objectOf(document['results']);
	const prompts = results['prompts'] ?? objectOf(objectOf(results['table'])['head'])['prompts'];
	return objectOf(listOf(prompts)[index]);
}

/** What the configuration sets for the provider: temperature and the like. */
function providerConfig(document: JsonObject, { provider, model }: Combination): JsonObject {
	for (const entry of listOf(objectOf(document['config'])['providers'])) {
		const named = isObject(entry) && entry['id'] === undefined ? Object.entries(entry)[0] : undefined;
		const { id, label, config } = named === undefined ? objectOf(entry) : { id: named[0], label: undefined, ...objectOf(named[1]) };
		if ((id === model || label === provider || id === provider) && isObject(config)) return config;
	}
	return {};
}

/** Settings of the connection, and what has a place of its own. */
const notParameters: ReadonlySet<string> = new Set(['seed', 'apiBaseUrl', 'apiHost', 'apiKey', 'apiKeyEnvar', 'organization', 'headers']);

/** promptfoo shows `v1: v1.txt: Hello {{name}}` for a prompt labelled v1. */
function guesses(label: string, provider: string | undefined): readonly string[] {
	const head = label.split(':')[0]?.trim() ?? '';
	return [label, head, ...(provider === undefined ? [] : [provider])].filter(guess => guess !== '');
}

function usageOf(usage: JsonObject): ImportedRun['usage'] {
	const [input, output] = [numberOf(usage['prompt']), numberOf(usage['completion'])];
	// A provider that counts nothing says 0, which is no count.
	if ((input ?? 0) + (output ?? 0) === 0) return undefined;
	return { ...withoutUndefined({ input_tokens: input, output_tokens: output }) };
}
