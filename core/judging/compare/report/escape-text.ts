/** Characters that move the cursor, ring, or turn the direction of writing: text from files must not steer a terminal. */
const steeringCharacters = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** One line of plain text: line breaks and control characters become visible replacements. */
export function escapePlain(text: string): string {
	return text.replace(steeringCharacters, character => (/\s/.test(character) ? ' ' : '\uFFFD'));
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
 * One field of CSV (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are printed
 * as they are.
 */
export function escapeCsv(value: string | number | boolean | null): string {
	if (typeof value !== 'string') return value === null ? '' : String(value);
	const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
