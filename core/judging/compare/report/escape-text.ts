import { printable, steeringCharacters } from '../../../base/text/printable.ts';

/** One line of plain text: line breaks and characters that steer a terminal become visible replacements. */
export function escapePlain(text: string): string {
	const line = text.replaceAll(/[\t\n]/g, ' ');
	return printable(line.replaceAll(steeringCharacters, character => (/\s/.test(character) ? ' ' : '\uFFFD')));
}

/** One line of Markdown that shows the text as it is: no markup, no HTML, no table cell, no link. */
export function escapeMarkdown(text: string): string {
	return escapePlain(text)
		.replace(/&/g, '&amp;')
		.replace(/[\\`*_[\]<>|~!#]/g, String.raw`\$&`)
		.replace(/:(?=\/\/)/g, String.raw`\:`);
}

/** Text for HTML, inside elements and quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}

/**
 * One field of CSV (RFC 4180), on one line, so that no line of the file begins with text of the repository. Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are printed
 * as they are.
 */
export function escapeCsv(value: string | number | boolean | null): string {
	if (typeof value !== 'string') return value === null ? '' : String(value);
	const line = escapePlain(value);
	const safe = /^[=+\-@\t\r]/.test(value) ? `'${line}` : line;
	return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
