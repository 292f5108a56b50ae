import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { SourceFile } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { isObject } from '../reading/json-values.ts';
import { looksLikeSamples, plainSample } from '../reading/plain-sample.ts';
import type { RowReading } from '../reading/plain-sample.ts';
import { readJson } from '../reading/read-json.ts';
import { linesOfFile } from '../reading/text-lines.ts';

/** JSON lines with one case each. */
export const plainJsonl: Importer = {
	id: 'jsonl',
	title: 'plain JSON lines',
	documentation: {
		from: 'one case a line',
		run: 'the file',
		cases: 'a line',
	},
	isFallback: true,

	async recognise(source) {
		const file = source.isFolder ? undefined : source.files[0];
		const first = file && ((await source.head(file)) ?? '').split('\n').find(line => line.trim() !== '');
		// One object alone is a document.
		const value = first === undefined ? undefined : readJson(first, 'line 1', ImportNotes.silent());
		return isObject(value) && looksLikeSamples(Object.keys(value), source.caseColumn)
			? 'its lines are JSON objects with a case and scores'
			: undefined;
	},

	async read(source, notes, signal) {
		const file = source.files[0];
		if (file === undefined || source.isFolder) return [];
		let count = 0;
		for await (const sample of samplesOf({ file, reading: source }, notes, signal)) if (sample.case !== '') count++;
		if (count === 0) throw ImportStop.because(file.file.absolutePath, 'No line of it is a JSON object with a case.');
		return [
			{
				label: file.path,
				source: { tool: 'jsonl', version: undefined, id: undefined },
				variantGuesses: [file.path.replace(/\.[^.]*$/, '')],
				parameters: {},
				metrics: {},
				tags: {},
				samples: pass => samplesOf({ file, reading: source }, ImportNotes.silent(), pass),
			},
		];
	},
};

async function* samplesOf(
	{ file: { file }, reading: { caseColumn, labelColumns } }: { readonly file: SourceFile; readonly reading: RowReading },
	notes: ImportNotes,
	signal: CancelSignal,
): AsyncGenerator<ImportedSample> {
	let row = 0;
	for await (const { number, text, isUnended } of linesOfFile(file, signal)) {
		if (text.trim() === '') continue;
		const line = readJson(text, `Line ${number}`, notes);
		const sample = isObject(line) ? plainSample(line, notes, { caseColumn, labelColumns, number: ++row }) : undefined;
		if (sample !== undefined) yield sample;
		else if (isObject(line)) notes.warn(`Line ${number} has no case and is left out. Add "case" with the id of the dataset row.`);
		else
			notes.warn(
				`Line ${number} ${isUnended ? 'ends in the middle: whatever wrote it was stopped. It' : 'is not a JSON object and'} is left out.`,
			);
	}
}
