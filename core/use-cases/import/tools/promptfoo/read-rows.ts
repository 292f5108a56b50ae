import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import type { ExternalFile } from '../../../../ports/file-store.ts';
import type { ImportNotes } from '../../import-notes.ts';
import { ImportStop } from '../../import-stop.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from '../../reading/json-values.ts';
import type { JsonObject } from '../../reading/json-values.ts';
import { readJson } from '../../reading/read-json.ts';
import { readJsonElements } from '../../reading/split-json.ts';
import { linesOfFile } from '../../reading/text-lines.ts';
import { fatesOfCell, fatesOfRow } from './field-fates.ts';

/** The answer of one provider with one prompt to one test. */
export interface PromptfooRow {
	/** Position in the table of prompts and providers. */
	readonly promptIndex: number;
	readonly promptLabel: string;
	/** The label of the provider, or its id. */
	readonly provider: string | undefined;
	/** The id of the provider, such as `openai:gpt-4o`. */
	readonly model: string | undefined;
	/** Position of the test; the same in all evaluations of one list of tests. */
	readonly testIndex: number;
	/** The result itself, in the shape of version 3. */
	readonly result: JsonObject;
}

/** Where rows are read from. */
export interface PromptfooRows {
	readonly file: ExternalFile;
	readonly isLines: boolean;
	readonly notes: ImportNotes;
}

/** The rows in file order, which is the order of completion. */
export async function* readPromptfooRows({ file, isLines, notes }: PromptfooRows, signal: CancelSignal): AsyncGenerator<PromptfooRow> {
	if (isLines) {
		yield* readLines(file, notes, signal);
		return;
	}
	const document = { file, lists: ['results.results', 'results.table.body'], notes };
	let hasResults = false;
	for await (const { value, path, line, index } of readJsonElements(document, signal)) {
		if (!isObject(value)) {
			notes.warn(`Line ${line}: this result is not an object and is left out.`);
		} else if (path === 'results.results') {
			hasResults = true;
			notes.object('results.results[]', value, fatesOfRow);
			yield rowOf(value);
		} else if (!hasResults) {
			// Files of version 2 may have both; the table alone says less.
			yield* rowsOfTable(value, index, notes);
		}
	}
}

async function* readLines(file: ExternalFile, notes: ImportNotes, signal: CancelSignal): AsyncGenerator<PromptfooRow> {
	for await (const { number, text, isUnended } of linesOfFile(file, signal)) {
		if (text.trim() === '') continue;
		const value = readJson(text, `line ${number}`, notes);
		if (isObject(value)) {
			notes.object('[]', value, fatesOfRow);
			yield rowOf(value);
		} else if (isUnended) {
			throw ImportStop.because(file.absolutePath, `The file ends in the middle of line ${number}: whatever wrote it was stopped.`);
		} else {
			notes.warn(`Line ${number}: this is not a JSON object and is left out.`);
		}
	}
}

function rowOf(result: JsonObject): PromptfooRow {
	const provider = objectOf(result['provider']);
	const id = textOf(provider['id']) ?? textOf(result['provider']);
	const promptIndex = integerOf(result['promptIdx']) ?? 0;
	return {
		promptIndex,
		promptLabel: textOf(objectOf(result['prompt'])['label']) ?? `prompt ${promptIndex}`,
		provider: textOf(provider['label']) ?? id,
		model: id,
		testIndex: integerOf(result['testIdx']) ?? 0,
		result,
	};
}

/** A row of the table of version 2 holds one output for each prompt and provider. */
function* rowsOfTable(row: JsonObject, testIndex: number, notes: ImportNotes): Generator<PromptfooRow> {
	for (const [promptIndex, output] of listOf(row['outputs']).entries()) {
		const cell = objectOf(output);
		notes.object('results.table.body[].outputs[]', cell, fatesOfCell);
		const provider = textOf(cell['provider']);
		yield {
			promptIndex,
			promptLabel: textOf(objectOf(cell['prompt'])['label']) ?? `prompt ${promptIndex}`,
			provider,
			model: provider,
			testIndex,
			result: {
				...cell,
				vars: row['vars'],
				testCase: row['test'],
				success: cell['success'] ?? cell['pass'],
				response: cell['response'] ?? { output: cell['text'] },
			},
		};
	}
}
