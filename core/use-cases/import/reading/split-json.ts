import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { ExternalFile } from '../../../ports/file-store.ts';
import { ImportStop } from '../import-stop.ts';
import { JsonSplitter } from './json-splitter.ts';
import type { ImportNotes } from '../import-notes.ts';
import type { JsonElement } from './json-splitter.ts';
import { readJson } from './read-json.ts';
import { textOfFile } from './text-lines.ts';

/** How a JSON document of any size is read. */
export interface JsonDocument {
	readonly file: ExternalFile;
	/** Paths of the lists whose elements are handed out one by one, such as `results.results`; `''` is a list at the top. */
	readonly lists: readonly string[];
	readonly notes: ImportNotes;
}

/** The document without the elements of its long lists: those lists are empty in it. */
export async function readJsonFrame(document: JsonDocument, signal: CancelSignal): Promise<unknown> {
	const splitter = new JsonSplitter(document.lists, { keepsElements: false });
	for await (const piece of textOfFile(document.file, signal)) stopAt(splitter.push(piece), document.file);
	const end = splitter.end();
	stopAt(end.problem, document.file);
	const value = readJson(end.frame, 'the document', document.notes);
	if (value === undefined) throw ImportStop.because(document.file.absolutePath, 'It is not valid JSON.');
	return value;
}

/** The elements of the long lists in order, parsed, one in memory at a time. */
export async function* readJsonElements(
	{ file, lists, notes }: JsonDocument,
	signal: CancelSignal,
): AsyncGenerator<{ readonly value: unknown; readonly line: number; readonly index: number; readonly path: string }> {
	const splitter = new JsonSplitter(lists, { keepsElements: true });
	for await (const piece of textOfFile(file, signal)) {
		stopAt(splitter.push(piece), file);
		for (const element of splitter.take()) yield { ...element, value: parsed(element, file, notes) };
	}
	stopAt(splitter.end().problem, file);
}

function parsed({ text, line }: JsonElement, file: ExternalFile, notes: ImportNotes): unknown {
	const value = readJson(text, `line ${line}`, notes);
	if (value === undefined) throw ImportStop.because(file.absolutePath, `Line ${line} is not valid JSON.`);
	return value;
}

function stopAt(problem: string | undefined, file: ExternalFile): void {
	if (problem !== undefined) throw ImportStop.because(file.absolutePath, problem);
}
