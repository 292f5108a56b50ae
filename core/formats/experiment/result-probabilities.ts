import { CsvRecordReader } from '../../base/csv/csv-record-reader.ts';

/** The p-values in a `results/comparisons.csv`, corrected and not. Cells that hold no number are left out. */
export function resultProbabilities(csv: string): readonly number[] {
	const reader = new CsvRecordReader(',');
	const [header, ...rows] = [...reader.push(csv), ...reader.end()].map(({ cells }) => cells);
	const columns = ['p', 'p_adjusted'].map(name => header?.indexOf(name) ?? -1).filter(column => column !== -1);
	return rows
		.flatMap(cells => columns.map(column => cells[column] ?? ''))
		.filter(cell => cell.trim() !== '')
		.map(Number)
		.filter(Number.isFinite);
}
