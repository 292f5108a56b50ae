/** The characters Python's `str.strip()` and `str.split()` take for white space, which are not quite those of JavaScript. */
const space = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const leading = new RegExp(`^${space}+`);
const run = new RegExp(`${space}+`);
const single = new RegExp(space);

export function stripStart(text: string): string {
	return text.replace(leading, '');
}

/** Looks from the end, so that inner white space costs nothing. */
export function stripEnd(text: string): string {
	let end = text.length;
	while (end > 0 && single.test(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

/** The words between white space. */
export function splitWords(text: string): string[] {
	const content = stripEnd(stripStart(text));
	return content === '' ? [] : content.split(run);
}

/** Lines without their ends, as `str.splitlines()` gives them. */
export function splitLines(text: string): string[] {
	const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
	if (lines.at(-1) === '') lines.pop();
	return lines;
}
