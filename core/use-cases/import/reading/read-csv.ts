import { CsvRecordReader } from '../../../base/csv/csv-record-reader.ts';
import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { ExternalFile } from '../../../ports/file-store.ts';
import { ImportStop } from '../import-stop.ts';
import { textOfFile } from './text-lines.ts';

/** One record of a table, by column name. */
export interface CsvRow {
	/** 1-based line that it starts on; a quoted cell may have line breaks. */
	readonly line: number;
	readonly cells: Readonly<Record<string, string>>;
	/** Cells that the header has no column for. */
	readonly extraCount: number;
	/** What the table separates its cells by. */
	readonly separator: string;
}

/** Longest cell: 32 million characters. A quote that is never closed would take in the whole file. */
const cellLimit = 32_000_000;

/**
 * The rows of a table with a header, streamed. Cells are separated by commas, semicolons or tabs, whichever the header has most of,
 * and may be quoted, with doubled quotes inside. Columns of one name are told apart by a number: `Score`, `Score 2`.
 *
 * Source: RFC 4180.
 */
export async function* readCsv(file: ExternalFile, signal: CancelSignal): AsyncGenerator<CsvRow> {
	let reader: CsvRecordReader | undefined;
	let separator = ',';
	let header: readonly string[] | undefined;
	for await (const piece of textOfFile(file, signal)) {
		if (reader === undefined) {
			separator = separatorOf(piece);
			reader = new CsvRecordReader(separator);
		}
		for (const { line, cells } of reader.push(piece)) {
			if (header === undefined) header = uniqueNames(cells);
			else if (cells.some(cell => cell !== '')) yield { ...rowOf(header, line, cells), separator };
		}
		if (reader.openLength > cellLimit)
			throw ImportStop.because(file.absolutePath, `The quote on line ${reader.openLine} is never closed.`);
	}
	if (reader === undefined) throw ImportStop.because(file.absolutePath, 'The file is empty.');
	if (reader.isQuoted) {
		throw ImportStop.because(file.absolutePath, `The quote on line ${reader.openLine} is never closed: the file ends abruptly.`);
	}
	for (const { line, cells } of reader.end()) if (header !== undefined) yield { ...rowOf(header, line, cells), separator };
}

/** The column names of a table by its first part. */
export function csvHeader(head: string): readonly string[] {
	const end = head.search(/\r?\n/);
	const reader = new CsvRecordReader(separatorOf(head));
	const [record] = [...reader.push(`${end === -1 ? head : head.slice(0, end)}\n`)];
	return record === undefined ? [] : uniqueNames(record.cells);
}

function separatorOf(head: string): string {
	const line = (/^[^\r\n]*/.exec(head)?.[0] ?? '').replace(/"(?:[^"]|"")*"/g, '');
	const counts = [',', ';', '\t'].map(separator => ({ separator, count: line.split(separator).length }));
	return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}

function uniqueNames(cells: readonly string[]): readonly string[] {
	const counts = new Map<string, number>();
	return cells.map(cell => {
		const name = cell.trim();
		const count = (counts.get(name) ?? 0) + 1;
		counts.set(name, count);
		return count === 1 ? name : `${name} ${count}`;
	});
}

function rowOf(header: readonly string[], line: number, cells: readonly string[]): Omit<CsvRow, 'separator'> {
	const named = cells.slice(0, header.length).map((cell, position) => [header[position] ?? '', cell] as const);
	return { line, cells: Object.fromEntries(named), extraCount: Math.max(0, cells.length - header.length) };
}
