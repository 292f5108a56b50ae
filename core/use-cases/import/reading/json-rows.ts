import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { ImportSource, SourceFile } from '../import-source.ts';
import { jsonOutline } from './json-outline.ts';
import { isObject } from './json-values.ts';
import type { JsonObject } from './json-values.ts';
import { readJson } from './read-json.ts';
import { readJsonElements } from './split-json.ts';
import { linesOfFile } from './text-lines.ts';

/** Where an export keeps its rows when it is one document: in a list at the top or under one of these keys. */
const lists = ['', 'data', 'items', 'runs', 'requests'];

/** The keys of the first row of an export, whether it is a list, a document around a list, or JSON lines. */
export async function rowKeys(source: ImportSource): Promise<ReadonlySet<string>> {
	const file = source.isFolder ? undefined : source.files[0];
	const head = (file && (await source.head(file))) ?? '';
	if (!/^\s*[[{]/.test(head)) return new Set();
	const outline = jsonOutline(isLines(head) ? head.slice(0, head.indexOf('\n')) : head);
	const keys = [...outline].map(path => path.replace(/^(?:(?:data|items|runs|requests)\.)?\[\]\./, ''));
	return new Set(keys);
}

/** The rows of such an export, streamed. */
export async function* readJsonRows(
	{ file, path }: SourceFile,
	head: string,
	notes: ImportNotes,
	signal: CancelSignal,
): AsyncGenerator<{ readonly row: JsonObject; readonly line: number }> {
	if (!isLines(head)) {
		for await (const { value, line } of readJsonElements({ file, lists, notes }, signal)) {
			if (isObject(value)) yield { row: value, line };
		}
		return;
	}
	for await (const { number, text } of linesOfFile(file, signal)) {
		if (text.trim() === '') continue;
		const row = readJson(text, `${path}, line ${number}`, notes);
		if (isObject(row)) yield { row, line: number };
		else notes.warn(`Line ${number} is not a JSON object and is left out.`);
	}
}

/** True when the first line is a whole object by itself. */
export function isLines(head: string): boolean {
	const end = head.trimEnd().indexOf('\n');
	if (end === -1 || !head.trimStart().startsWith('{')) return false;
	return isObject(readJson(head.slice(0, end), 'line 1', ImportNotes.silent()));
}
