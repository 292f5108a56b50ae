import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import { ImportNotes } from '../../import-notes.ts';
import type { SourceFile } from '../../import-source.ts';
import type { ImportedRun } from '../../imported-run.ts';
import type { ImportedSample } from '../../imported-sample.ts';
import { isObject, listOf, objectOf, textOf, wordOf } from '../../reading/json-values.ts';
import { looksLikeSamples, plainSample, rowNumberColumn } from '../../reading/plain-sample.ts';
import { readJson } from '../../reading/read-json.ts';
import { readJsonElements, readJsonFrame } from '../../reading/split-json.ts';

/** The part of a run that tells its tables. */
interface TabledRun {
	readonly artifacts: readonly SourceFile[];
	readonly artifactFolder: string;
	readonly tags: Readonly<Record<string, string>>;
}

/** The table of results among the artifacts: the one that `mlflow.evaluate` writes, else the first that the run says is a table. */
export function loggedTable({ artifacts, artifactFolder, tags }: TabledRun): SourceFile | undefined {
	const listed = readJson(tags['mlflow.loggedArtifacts'] ?? '[]', 'mlflow.loggedArtifacts', ImportNotes.silent());
	const paths = listOf(listed).flatMap(entry => (objectOf(entry)['type'] === 'table' ? (textOf(objectOf(entry)['path']) ?? []) : []));
	const wanted = paths.includes('eval_results_table.json') ? 'eval_results_table.json' : paths.find(path => path.endsWith('.json'));
	return artifacts.find(({ path }) => wanted !== undefined && path === `${artifactFolder}${wanted}`);
}

/** Its rows as answers by case; undefined for a table in which nothing is a score, which stays an artifact. */
export async function tableSamples(table: SourceFile, notes: ImportNotes, signal: CancelSignal): Promise<ImportedRun['samples']> {
	const columns = await columnsOf(table, signal);
	if (columns.length === 0) return undefined;
	let hasScore = false;
	const place = { table, columns };
	for await (const { scores } of rowsOf(place, ImportNotes.silent(), signal)) hasScore ||= Object.keys(scores).length > 0;
	if (!hasScore) return undefined;
	for await (const { case: id } of rowsOf(place, notes, signal)) if (id === '') notes.warn(`A row of ${table.path} has no case.`);
	return pass => rowsOf(place, ImportNotes.silent(), pass);
}

async function columnsOf({ file }: SourceFile, signal: CancelSignal): Promise<readonly string[]> {
	const frame = await readJsonFrame({ file, lists, notes: ImportNotes.silent() }, signal);
	return isObject(frame) ? listOf(frame['columns']).map(wordOf) : [];
}

/** As pandas writes a table by columns and rows. */
const lists = ['data'];

async function* rowsOf(
	{ table, columns }: { readonly table: SourceFile; readonly columns: readonly string[] },
	notes: ImportNotes,
	signal: CancelSignal,
): AsyncGenerator<ImportedSample> {
	const caseColumn = looksLikeSamples(columns) ? undefined : rowNumberColumn;
	let number = 0;
	for await (const { value, line } of readJsonElements({ file: table.file, lists, notes }, signal)) {
		const row = Object.fromEntries(columns.map((column, position) => [column, listOf(value)[position]]));
		const sample = plainSample(row, notes, { caseColumn, number: ++number });
		if (sample !== undefined) yield sample;
		else notes.warn(`The row on line ${line} of ${table.path} has no case and is left out.`);
	}
}
