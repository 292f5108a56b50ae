import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { SourceFile } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { looksLikeSamples, plainSample } from '../reading/plain-sample.ts';
import type { RowReading } from '../reading/plain-sample.ts';
import { csvHeader, readCsv } from '../reading/read-csv.ts';

/** A table with a header and one case a row, separated by commas, semicolons or tabs. */
export const plainCsv: Importer = {
	id: 'csv',
	title: 'plain CSV',
	documentation: {
		from: 'a table with a header; commas, semicolons or tabs',
		run: 'the file',
		cases: 'a row',
	},
	isFallback: true,

	async recognise(source) {
		const file = source.isFolder ? undefined : source.files[0];
		const head = file && (await source.head(file));
		if (head === undefined || /^\s*[[{]/.test(head)) return undefined;
		const columns = csvHeader(head);
		const isTable = columns.length > 1 || source.caseColumn !== undefined;
		return isTable && looksLikeSamples(columns, source.caseColumn)
			? `it is a table with the columns ${columns.slice(0, 4).join(', ')}`
			: undefined;
	},

	async read(source, notes, signal) {
		const file = source.files[0];
		if (file === undefined || source.isFolder) return [];
		let count = 0;
		for await (const sample of samplesOf({ file, reading: source }, notes, signal)) if (sample.case !== '') count++;
		if (count === 0)
			throw ImportStop.because(file.file.absolutePath, 'No row of it names a case. One column must be called case or id.');
		return [
			{
				label: file.path,
				source: { tool: 'csv', version: undefined, id: undefined },
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
	let number = 0;
	for await (const { line, cells, extraCount, separator } of readCsv(file, signal)) {
		if (extraCount > 0) notes.warn(`Line ${line} has ${extraCount} cells more than the header; they are left out.`);
		const sample = plainSample(cells, notes, { caseColumn, labelColumns, hasDecimalComma: separator === ';', number: ++number });
		if (sample !== undefined) yield sample;
		else notes.warn(`Line ${line} has no case and is left out.`);
	}
}
