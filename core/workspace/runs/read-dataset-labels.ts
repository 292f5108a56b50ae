import { CsvRecordReader } from '../../base/csv/csv-record-reader.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import { labelsOfValue } from '../../formats/run/sample-labels.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';

/** What a dataset says of its cases, in the columns that were asked for. */
export interface DatasetLabels {
	readonly path: WorkspacePath;
	/** SHA-256 of the file; undefined when it is not on disk. */
	readonly sha256: string | undefined;
	/** Every column of the file, in order of appearance. */
	readonly columns: readonly string[];
	/** By column, then by case id: the values, several where a cell is a list. */
	readonly labels: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/**
 * Reads columns of the dataset of an experiment, streamed: `.csv` and `.tsv` by their header, everything else as JSON Lines. The id of a
 * case is its column `case`, else `id`, else the number of its row, from 1. A row that cannot be read has no labels. Undefined for an
 * experiment that names no dataset.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readDatasetLabels(
	dataset: Experiment['dataset'],
	columns: readonly string[],
	files: FileReader,
	signal: CancelSignal,
): Promise<DatasetLabels | undefined> {
	const path = datasetPath(dataset);
	if (path === undefined) return undefined;
	const labels = new Map(columns.map(column => [column, new Map<string, readonly string[]>()]));
	const known = new Set<string>();
	let rowNumber = 0;
	for await (const row of rowsOf(path, files, signal)) {
		rowNumber++;
		for (const column of Object.keys(row)) known.add(column);
		const id = labelsOfValue(row['case'])[0] ?? labelsOfValue(row['id'])[0] ?? String(rowNumber);
		for (const [column, byCase] of labels) {
			const values = Object.hasOwn(row, column) ? labelsOfValue(row[column]) : [];
			if (values.length > 0) byCase.set(id, values);
		}
	}
	return { path, sha256: await files.sha256(path, signal), columns: [...known], labels };
}

type Row = Readonly<Record<string, unknown>>;

async function* rowsOf(path: WorkspacePath, files: FileReader, signal: CancelSignal): AsyncGenerator<Row> {
	const separator = /\.csv$/i.test(path) ? ',' : /\.tsv$/i.test(path) ? '\t' : undefined;
	if (separator !== undefined) {
		yield* rowsOfTable(path, separator, files, signal);
		return;
	}
	for await (const line of files.lines(path, signal)) {
		signal.throwIfAborted();
		if (line.trim() !== '') yield parseRow(line);
	}
}

async function* rowsOfTable(path: WorkspacePath, separator: string, files: FileReader, signal: CancelSignal): AsyncGenerator<Row> {
	const reader = new CsvRecordReader(separator);
	let header: readonly string[] | undefined;
	const read = function* (records: Iterable<{ readonly cells: readonly string[] }>): Generator<Row> {
		for (const { cells } of records) {
			if (header === undefined) header = cells.map(cell => cell.trim());
			else if (cells.some(cell => cell !== '')) yield namedCells(header, cells);
		}
	};
	for await (const line of files.lines(path, signal)) {
		signal.throwIfAborted();
		yield* read(reader.push(`${line}\n`));
	}
	yield* read(reader.end());
}

/** An empty cell says nothing. */
function namedCells(header: readonly string[], cells: readonly string[]): Row {
	return Object.fromEntries(header.map((name, index) => [name, cells[index] === '' ? undefined : cells[index]]));
}

function parseRow(line: string): Row {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {};
	} catch {
		// The rules on data say what is wrong with the line.
		return {};
	}
}
