/** One column of a printed table. Numbers read better flush right. */
export interface Column {
	/** A table in which no column has a title is printed without that line. */
	readonly title?: string;
	readonly align?: 'left' | 'right';
}

/** Colours for the parts of a table. Each gives back the text with nothing but invisible marks added. */
export interface TablePaint {
	/** One cell; `row` and `column` are 0-based, titles not counted. */
	cell?(text: string, row: number, column: number): string;
	/** A whole line; the titles have no row. */
	line?(text: string, row: number | undefined): string;
}

/**
 * Lays out rows under their titles with two spaces between columns, each as wide as the widest plain text in it. Line breaks inside a
 * cell are shown as `\n`. No final line break.
 */
export function textTable(columns: readonly Column[], written: readonly (readonly string[])[], paint: TablePaint = {}): string {
	const rows = written.map(cells => cells.map(onOneLine));
	const titles = columns.some(column => column.title !== undefined) ? [columns.map(({ title = '' }) => onOneLine(title))] : [];
	const lines = [...titles, ...rows];
	const widths = columns.map((_, column) => lines.reduce((widest, cells) => Math.max(widest, widthOf(cells[column] ?? '')), 0));
	const layOut = (cells: readonly string[], row: number | undefined): string =>
		columns
			.map(({ align }, column) => {
				const text = cells[column] ?? '';
				const padding = ' '.repeat((widths[column] ?? 0) - widthOf(text));
				const painted = row === undefined ? text : (paint.cell?.(text, row, column) ?? text);
				return align === 'right' ? padding + painted : painted + padding;
			})
			.join('  ')
			.trimEnd();
	return lines
		.map((cells, index) => {
			const row = index < titles.length ? undefined : index - titles.length;
			const line = layOut(cells, row);
			return paint.line?.(line, row) ?? line;
		})
		.join('\n');
}

function onOneLine(cell: string): string {
	return cell.replaceAll(/\r?\n/g, String.raw`\n`);
}

/** Code points stand for columns: right for every script that is one column wide, and near enough for the rest. */
function widthOf(text: string): number {
	return Array.from(text).length;
}
