/** One column of a printed table. Numbers read better flush right. */
export interface Column {
	/** A table in which no column has a title is printed without that line. */
	readonly title?: string;
	readonly align?: 'left' | 'right';
}

/**
 * Lays out rows under their titles with two spaces between columns, each as wide as its widest cell.
 * `paintCell` may colour a cell; widths are those of the plain text.
 */
export function textTable(
	columns: readonly Column[],
	rows: readonly (readonly string[])[],
	paintCell: (text: string, row: number, column: number) => string = text => text,
): string {
	const titles = columns.some(column => column.title !== undefined) ? [columns.map(column => column.title ?? '')] : [];
	const lines = [...titles, ...rows];
	const widths = columns.map((_, index) => Math.max(...lines.map(cells => widthOf(cells[index] ?? ''))));
	return lines
		.map((cells, row) =>
			columns
				.map(({ align }, index) => {
					const text = cells[index] ?? '';
					const padding = ' '.repeat((widths[index] ?? 0) - widthOf(text));
					const painted = row < titles.length ? text : paintCell(text, row - titles.length, index);
					return align === 'right' ? padding + painted : painted + padding;
				})
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** Code points stand for columns: right for every script that is one column wide, and nothing printed here is wider. */
function widthOf(text: string): number {
	return Array.from(text).length;
}
