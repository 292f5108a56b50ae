import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { TextRange } from '../../base/text/text-range.ts';

/** One column of a dataset. */
export interface DatasetColumn {
	readonly name: string;
	/** Where the name stands in the file, quotes left out: in the header, or in the first line of JSON that has the key. */
	readonly range: TextRange;
}

/** JSON Lines may leave keys out, so a few lines are looked at. */
const lineLimit = 50;
/** What a line may be long for its keys to be read. */
const lengthLimit = 200_000;
/** More columns than anybody can choose from. */
const columnLimit = 500;

/**
 * The columns of a dataset in order of appearance: the header of `.csv` and `.tsv`, the keys of the first lines of everything
 * else that is JSON Lines. Only the first lines are read. Empty for a file that is missing or written otherwise. Ranges are
 * right for lines that end in `\n`; with `\r\n` for those of the first line.
 */
export async function readDatasetColumns(path: WorkspacePath, files: FileReader, signal: CancelSignal): Promise<readonly DatasetColumn[]> {
	const delimiter = /\.csv$/i.test(path) ? ',' : /\.tsv$/i.test(path) ? '\t' : undefined;
	const columns = new Map<string, DatasetColumn>();
	let lineCount = 0;
	let offset = 0;
	for await (const line of files.lines(path, signal)) {
		signal.throwIfAborted();
		if (line.length <= lengthLimit) {
			const found = delimiter === undefined ? jsonKeys(line, offset) : headerNames(line, delimiter);
			for (const column of found) if (!columns.has(column.name)) columns.set(column.name, column);
		}
		if (delimiter !== undefined || ++lineCount >= lineLimit || columns.size >= columnLimit) break;
		offset += line.length + 1;
	}
	return [...columns.values()].slice(0, columnLimit);
}

function headerNames(line: string, delimiter: string): readonly DatasetColumn[] {
	const field = delimiter === ',' ? /(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/gy : /(?:"((?:[^"]|"")*)"|([^\t]*))(?:\t|$)/gy;
	const columns: DatasetColumn[] = [];
	for (const { index, 1: quoted, 2: plain } of line.matchAll(field)) {
		const written = quoted ?? plain ?? '';
		const start = index + (quoted === undefined ? 0 : 1);
		const name = quoted === undefined ? written.trim() : quoted.replaceAll('""', '"');
		if (name !== '') columns.push({ name, range: { start, end: start + written.length } });
	}
	return columns;
}

function jsonKeys(line: string, offset: number): readonly DatasetColumn[] {
	return Object.keys(parseObject(line)).map(name => {
		const key = JSON.stringify(name);
		const index = line.search(new RegExp(`${key.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)}\\s*:`));
		const start = index === -1 ? offset : offset + index + 1;
		return { name, range: { start, end: index === -1 ? offset : start + key.length - 2 } };
	});
}

function parseObject(line: string): object {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
	} catch {
		// A line that is no JSON names no columns; the rules on data say what is wrong with it.
		return {};
	}
}
