import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import type { ImportNotes } from '../../import-notes.ts';
import type { ImportSource, SourceFile } from '../../import-source.ts';
import { ImportStop } from '../../import-stop.ts';
import { numberOf, timeOf } from '../../reading/json-values.ts';
import type { MetricPoint } from '../../reading/metric-history.ts';
import { csvHeader, readCsv } from '../../reading/read-csv.ts';
import type { CsvRow } from '../../reading/read-csv.ts';
import type { StoredRun } from './stored-run.ts';

/** The table that was picked, when it is one of `mlflow.search_runs`, told by its columns. */
export async function searchTableOf(source: ImportSource): Promise<SourceFile | undefined> {
	const file = source.isFolder ? undefined : source.files[0];
	const columns = new Set(csvHeader((file && (await source.head(file))) ?? ''));
	return ['run_id', 'experiment_id', 'status', 'artifact_uri'].every(name => columns.has(name)) ? file : undefined;
}

/**
 * The runs of `mlflow.search_runs(…).to_csv(…)`, one a row, with the last value of each metric. An empty cell is a run without the
 * value, which pandas does not tell from NaN or from an empty text.
 *
 * @throws ImportStop - for a row without an id and for a metric that is no number.
 */
export async function* runsOfSearchTable(file: SourceFile, notes: ImportNotes, signal: CancelSignal): AsyncGenerator<StoredRun> {
	for await (const row of readCsv(file.file, signal)) {
		const { line, cells, extraCount } = row;
		if ((cells['run_id'] ?? '') === '') throw ImportStop.because(file.file.absolutePath, `Line ${line} has no run_id.`);
		if (extraCount > 0) notes.warn(`Line ${line} has ${extraCount} cells more than the header; they are left out.`);
		yield {
			facts: Object.fromEntries(Object.entries(cells).filter(([name, cell]) => cell !== '' && isAboutRun(name))),
			experiment: cells['experiment_id'],
			params: cellsBelow('params.', row),
			tags: cellsBelow('tags.', row),
			points: pointsOf(row, file, notes),
			artifacts: [],
			artifactFolder: '',
		};
	}
}

/** The index that pandas writes first has no name. */
function isAboutRun(column: string): boolean {
	return column !== '' && !/^(?:metrics|params|tags)\./.test(column);
}

function cellsBelow(prefix: string, { cells }: CsvRow): Record<string, string> {
	const named = Object.entries(cells).filter(([name, cell]) => name.startsWith(prefix) && cell !== '');
	return Object.fromEntries(named.map(([name, cell]) => [name.slice(prefix.length), cell]));
}

function pointsOf(row: CsvRow, file: SourceFile, notes: ImportNotes): readonly MetricPoint[] {
	const at = timeOf(row.cells['end_time']);
	return Object.entries(cellsBelow('metrics.', row)).flatMap(([metric, cell]) => {
		const value = numberOf(cell);
		// MLflow keeps infinity as the largest number there is.
		if (value !== undefined && Math.abs(value) < Number.MAX_VALUE) return [{ metric, value, step: 0, at }];
		if (value === undefined && !/^[-+]?(?:nan|inf(?:inity)?)$/i.test(cell))
			throw ImportStop.because(
				file.file.absolutePath,
				`Line ${row.line}: the metric ${metric} is “${cell.slice(0, 40)}”, which is not a number.`,
			);
		notes.warn(`${file.path}, line ${row.line}: “${cell.slice(0, 40)}” is not a finite number; the point is left out.`);
		return [];
	});
}
