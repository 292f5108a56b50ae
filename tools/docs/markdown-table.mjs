/**
 * A table of Markdown.
 * @param {readonly string[]} headings
 * @param {readonly (readonly string[])[]} rows
 */
export function markdownTable(headings, rows) {
	return [headings, headings.map(() => '---'), ...rows.map(row => row.map(cell))].map(row => `| ${row.join(' | ')} |`).join('\n');
}

/** @param {string} text */
export function cell(text) {
	return text.replaceAll('|', '\\|');
}
