import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { ImportNotes } from '../import-notes.ts';
import type { ImportSource, SourceFile } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedSample } from '../imported-sample.ts';
import { readJsonRows } from '../reading/json-rows.ts';
import type { JsonObject } from '../reading/json-values.ts';
import { readCsv } from '../reading/read-csv.ts';
import { columnsOf, scoreOfRow } from './long-scores/columns-of.ts';
import type { LongColumns } from './long-scores/columns-of.ts';
import { mean } from '../../../statistics/descriptive/mean.ts';

/** One score a row, with the case and the name of the metric beside it, as observability tools export scores. */
export const longScores: Importer = {
	id: 'long-scores',
	title: 'one score a row',
	documentation: {
		from: 'a table or JSON rows of case (or trace), name and value',
		run: 'the file',
		cases: 'all rows of one case or trace',
	},
	isFallback: true,

	async recognise(source, signal) {
		const columns = await columnsOf(firstRows(source, signal), source.caseColumn);
		return columns && `each row is one score: “${columns.name}” names it, “${columns.value}” is its value, “${columns.case}” its case`;
	},

	async read(source, notes, signal) {
		const file = source.files[0];
		const columns = await columnsOf(firstRows(source, signal), source.caseColumn);
		if (file === undefined) return [];
		if (columns === undefined) throw ImportStop.because(file.file.absolutePath, 'Its rows do not have a case, a name and a value.');
		const samples = await samplesOf({ source, file, columns }, notes, signal);
		return [
			{
				label: file.path,
				source: { tool: 'long-scores', version: undefined, id: undefined },
				variantGuesses: [file.path.replace(/\.[^.]*$/, '')],
				parameters: {},
				metrics: {},
				tags: {},
				samples: pass => replay(samples, pass),
			},
		];
	},
};

/** Rows that are looked at to recognise the format. */
const firstRowCount = 200;

async function* firstRows(source: ImportSource, signal: CancelSignal): AsyncGenerator<JsonObject> {
	const file = source.isFolder ? undefined : source.files[0];
	if (file === undefined || (await source.head(file)) === undefined) return;
	let count = 0;
	try {
		for await (const { row } of rowsOf(source, file, ImportNotes.silent(), signal)) {
			yield row;
			if (++count === firstRowCount) return;
		}
	} catch (error) {
		// Another importer will say what is wrong with it.
		if (!(error instanceof ImportStop)) throw error;
	}
}

async function* rowsOf(
	source: ImportSource,
	file: SourceFile,
	notes: ImportNotes,
	signal: CancelSignal,
): AsyncGenerator<{ readonly row: JsonObject; readonly line: number; readonly hasDecimalComma: boolean }> {
	const head = (await source.head(file)) ?? '';
	if (/^\s*[[{]/.test(head)) {
		for await (const { row, line } of readJsonRows(file, head, notes, signal)) yield { row, line, hasDecimalComma: false };
	} else if (head.trim() !== '') {
		for await (const { cells, line, separator } of readCsv(file.file, signal)) {
			yield { row: cells, line, hasDecimalComma: separator === ';' };
		}
	}
}

/** Rows of one case may be far apart, so the numbers of all cases are kept; several scores of one name are averaged. */
async function samplesOf(
	{ source, file, columns }: { readonly source: ImportSource; readonly file: SourceFile; readonly columns: LongColumns },
	notes: ImportNotes,
	signal: CancelSignal,
): Promise<readonly ImportedSample[]> {
	const cases = new Map<string, Map<string, number[]>>();
	for await (const { row, line, hasDecimalComma } of rowsOf(source, file, notes, signal)) {
		const score = scoreOfRow(row, columns, { hasDecimalComma });
		if (score.value === undefined) {
			notes.warn(`Line ${line} ${score.why} and is left out.`);
			continue;
		}
		notes.keep(columns.value, `scores.${score.name}`);
		const scores = cases.get(score.case) ?? new Map<string, number[]>();
		cases.set(score.case, scores);
		scores.set(score.name, [...(scores.get(score.name) ?? []), score.value]);
	}
	return [...cases].map(([id, scores]) => ({
		case: id,
		scores: Object.fromEntries([...scores].map(([name, values]) => [name, mean(values)])),
	}));
}

async function* replay(samples: readonly ImportedSample[], signal: CancelSignal): AsyncGenerator<ImportedSample> {
	await Promise.resolve();
	signal.throwIfAborted();
	yield* samples;
}
