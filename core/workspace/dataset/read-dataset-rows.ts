import { CsvRecordReader } from '../../base/csv/csv-record-reader.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';

/** One case of a dataset. */
export interface DatasetRow {
	/** The column `case`, else `id`, else the number of the row, from 1. */
	readonly id: string;
	readonly values: ReadonlyMap<string, unknown>;
}

/** All cases of a dataset, and what is no case in it. */
export interface DatasetRows {
	readonly rows: readonly DatasetRow[];
	/** Each is a sentence with the line. */
	readonly problems: readonly string[];
}

/** Reads the cases of a dataset: `.csv` and `.tsv` with a header, everything else as JSON Lines. Ids that come twice are problems. */
export async function readDatasetRows(path: WorkspacePath, files: FileReader, signal: CancelSignal): Promise<DatasetRows> {
	const separator = /\.csv$/i.test(path) ? ',' : /\.tsv$/i.test(path) ? '\t' : undefined;
	const lines = files.lines(path, signal);
	const rows: DatasetRow[] = [];
	const problems: string[] = [];
	const seen = new Map<string, number>();
	for await (const { line, values } of separator === undefined ? jsonRows(lines) : tableRows(lines, separator)) {
		signal.throwIfAborted();
		if (typeof values === 'string') {
			problems.push(`${path}, line ${line}: ${values}`);
			continue;
		}
		const id = idOf(values, rows.length + 1);
		const first = seen.get(id);
		if (first === undefined) seen.set(id, line);
		else problems.push(`${path}, line ${line}: The case “${id}” is on line ${first} already. Give every case an id of its own.`);
		rows.push({ id, values });
	}
	return { rows, problems };
}

interface ReadLine {
	/** 1-based. */
	readonly line: number;
	/** Or why there are none. */
	readonly values: ReadonlyMap<string, unknown> | string;
}

async function* jsonRows(lines: AsyncIterable<string>): AsyncGenerator<ReadLine> {
	let line = 0;
	for await (const text of lines) {
		line++;
		if (text.trim() !== '') yield { line, values: parseRow(text) };
	}
}

function parseRow(text: string): ReadonlyMap<string, unknown> | string {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return new Map(Object.entries(value));
		return 'This line is not a JSON object. Write each case as one object.';
	} catch {
		return 'This line is not JSON. Write each case as one object on one line.';
	}
}

async function* tableRows(lines: AsyncIterable<string>, separator: string): AsyncGenerator<ReadLine> {
	const reader = new CsvRecordReader(separator);
	let header: readonly string[] | undefined;
	const read = (line: number, cells: readonly string[]): ReadLine | undefined => {
		if (header === undefined) {
			header = cells.map(cell => cell.trim());
			return undefined;
		}
		if (cells.length === 1 && cells[0]?.trim() === '') return undefined;
		if (cells.length !== header.length) {
			return { line, values: `This row has ${cells.length} cells, and the header has ${header.length}.` };
		}
		return { line, values: new Map(header.map((name, index) => [name, cells[index]])) };
	};
	for await (const text of lines) {
		for (const { line, cells } of reader.push(`${text}\n`)) {
			const row = read(line, cells);
			if (row !== undefined) yield row;
		}
	}
	for (const { line, cells } of reader.end()) {
		const row = read(line, cells);
		if (row !== undefined) yield row;
	}
}

function idOf(values: ReadonlyMap<string, unknown>, number: number): string {
	for (const name of ['case', 'id']) {
		const value = values.get(name);
		if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
	}
	return String(number);
}
