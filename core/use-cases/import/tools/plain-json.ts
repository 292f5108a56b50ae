import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { SourceFile } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { jsonOutline } from '../reading/json-outline.ts';
import { isLines } from '../reading/json-rows.ts';
import { flatten, integerOf, isObject, listOf, objectOf, scoreOf, textOf, wordOf } from '../reading/json-values.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { looksLikeSamples, plainSample } from '../reading/plain-sample.ts';
import type { RowReading } from '../reading/plain-sample.ts';
import { readJson } from '../reading/read-json.ts';
import { readJsonElements, readJsonFrame } from '../reading/split-json.ts';
import { ownValue } from '../../../base/own-value.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/** One JSON document: a list of cases, or an object with metrics and, if it has them, parameters and a list of cases. */
export const plainJson: Importer = {
	id: 'json',
	title: 'plain JSON',
	documentation: {
		from: 'a list of cases, a table of `columns` and `data`, or an object with `metrics`',
		run: 'the file',
		cases: 'an entry',
	},
	isFallback: true,

	async recognise(source) {
		const file = source.isFolder ? undefined : source.files[0];
		const head = file && (await source.head(file));
		if (file === undefined || head === undefined || !/^\s*[[{]/.test(head) || isLines(head)) return undefined;
		// A file of lines that has one line is still one of cases.
		if (/\.(?:jsonl|ndjson)$/i.test(file.path) && isCaseLine(head, source.caseColumn)) return undefined;
		return looksLike(head, source.caseColumn);
	},

	async read(source, notes, signal) {
		const file = source.files[0];
		if (file === undefined || source.isFolder) return [];
		const frame = await readJsonFrame({ file: file.file, lists, notes }, signal);
		const document = objectOf(frame);
		const list = { file, reading: source, columns: listOf(document['columns']).map(wordOf) };
		let sampleCount = 0;
		for await (const sample of samplesOf(list, notes, signal)) if (sample.case !== '') sampleCount++;
		const { metrics, parameters } = partsOf(document, notes);
		if (sampleCount === 0 && Object.keys(metrics).length === 0)
			throw ImportStop.because(file.file.absolutePath, 'There is no number in it that could be a metric, and no list of cases.');
		return [
			{
				label: file.path,
				source: { tool: 'json', version: undefined, id: textOf(document['run_id']) ?? textOf(document['id']) },
				variantGuesses: [textOf(document['variant']), textOf(document['name']), file.path.replace(/\.[^.]*$/, '')].filter(
					guess => guess !== undefined,
				),
				model: textOf(document['model']),
				seed: integerOf(document['seed']),
				parameters,
				metrics,
				tags: {},
				...(sampleCount === 0 ? {} : { samples: (pass: CancelSignal) => samplesOf(list, ImportNotes.silent(), pass) }),
			},
		];
	},
};

/** What gives a document away, as `recognise` says it. */
function looksLike(head: string, caseColumn: string | undefined): string | undefined {
	const outline = [...jsonOutline(head)];
	const keysOfRows = outline.filter(path => path.startsWith('[].')).map(path => path.slice(3));
	if (looksLikeSamples(keysOfRows, caseColumn)) return 'it is a list of cases with scores';
	if (outline.includes('columns') && outline.includes('data')) return 'it is a table of columns and data';
	if (outline.includes('testCases')) return 'it has test cases';
	if (outline.includes('metrics') || outline.includes('scores')) return 'it has metrics';
	return /:\s*-?\d/.test(head) && !head.trimStart().startsWith('[') ? 'it is an object with numbers' : undefined;
}

/** Names under which documents keep their cases; `''` is a list at the top. */
const lists = ['', 'cases', 'data', 'details', 'examples', 'results', 'rows', 'samples', 'testCases'];

const namedFields: ReadonlySet<string> = new Set(['columns', 'id', 'index', 'model', 'name', 'run_id', 'seed', 'variant', ...lists]);

/** With a map of metrics that is all that counts as metrics; without one, every number at the top does. */
function partsOf(document: JsonObject, notes: ImportNotes): { readonly metrics: Record<string, number>; readonly parameters: JsonObject } {
	const key = ['metrics', 'scores', 'summary'].find(name => isObject(ownValue(document, name)));
	const parametersKey = ['parameters', 'params', 'config', 'hyperparameters'].find(name => isObject(ownValue(document, name)));
	const others = Object.fromEntries(Object.entries(document).filter(([name]) => !namedFields.has(name) && name !== parametersKey));
	const metrics: Record<string, number> = {};
	for (const [name, value] of Object.entries(flatten(key === undefined ? others : objectOf(ownValue(document, key))))) {
		const number = scoreOf(value);
		if (number === undefined) notes.drop(name, 'it is not a number');
		else {
			setOwnValue(metrics, name, number);
			notes.keep(key === undefined ? name : `${key}.${name}`, `metrics.${name}`);
		}
	}
	if (key !== undefined) for (const name of Object.keys(others)) if (name !== key) notes.drop(name, 'its name is not a usual one');
	if (parametersKey !== undefined) notes.keep(parametersKey, 'parameters');
	return { metrics, parameters: parametersKey === undefined ? {} : flatten(objectOf(ownValue(document, parametersKey))) };
}

/** The list of cases of a document; `columns` names the members of rows that are lists, as pandas writes tables. */
interface CaseList {
	readonly file: SourceFile;
	readonly reading: RowReading;
	readonly columns: readonly string[];
}

async function* samplesOf(
	{ file, reading: { caseColumn, labelColumns }, columns }: CaseList,
	notes: ImportNotes,
	signal: CancelSignal,
): AsyncGenerator<ImportedSample> {
	let number = 0;
	for await (const { value, line, path } of readJsonElements({ file: file.file, lists, notes }, signal)) {
		const row = rowOf(value, { columns, isTestCase: path === 'testCases' });
		const sample = row && plainSample(row, notes, { caseColumn, labelColumns, number: ++number });
		if (sample !== undefined) yield sample;
		else notes.warn(`The entry on line ${line} has no case and is left out.`);
	}
}

/** An entry as an object: a list is a row of a table, and DeepEval calls its cases by name. */
function rowOf(
	value: unknown,
	{ columns, isTestCase }: { readonly columns: readonly string[]; readonly isTestCase: boolean },
): JsonObject | undefined {
	if (Array.isArray(value)) return Object.fromEntries(columns.map((column, position) => [column, listOf(value)[position]]));
	if (!isObject(value)) return undefined;
	return isTestCase && value['case'] === undefined ? { case: value['name'], ...value } : value;
}

function isCaseLine(text: string, caseColumn: string | undefined): boolean {
	const value = readJson(text.trim(), 'line 1', ImportNotes.silent());
	return isObject(value) && looksLikeSamples(Object.keys(value), caseColumn);
}
