import type { ImportNotes } from '../import-notes.ts';

/** Words that Python prints for numbers JSON has no word for, where a value stands. */
const notANumber = /"(?:[^"\\]|\\[^])*\\?(?:"|$)|[-+]?\b(?:NaN|Infinity)\b/g;

/**
 * Reads JSON that another program wrote. `NaN` and `Infinity`, which Python writes and JSON does not know, become null and
 * are noted. Integers of 16 digits or more, which a number cannot hold exactly, become text, digit by digit. Undefined for what is
 * no JSON even so.
 *
 * @param place - Where the text stands, for the note: `line 7`.
 */
export function readJson(text: string, place: string, notes: ImportNotes): unknown {
	try {
		return parseExactly(text);
	} catch {
		let count = 0;
		const repaired = text.replace(notANumber, word => {
			if (word.startsWith('"')) return word;
			count++;
			return 'null';
		});
		if (count === 0) return undefined;
		try {
			const value = parseExactly(repaired);
			notes.warn(`${place}: NaN and Infinity cannot be averaged; ${count === 1 ? 'the value is' : `${count} values are`} left out.`);
			return value;
		} catch {
			return undefined;
		}
	}
}

/** An integer that may be beyond 2^53, where a value stands; strings are taken whole, so that digits inside them stay. */
const longInteger = /"(?:[^"\\]|\\[^])*\\?(?:"|$)|-?(?<![\d.eE+-])\d{16,}(?![\d.eE])/g;

function parseExactly(text: string): unknown {
	if (!/\d{16}/.test(text)) return JSON.parse(text);
	const quoted = text.replace(longInteger, token =>
		token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
	);
	return JSON.parse(quoted);
}
