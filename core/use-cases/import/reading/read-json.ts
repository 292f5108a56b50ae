import type { ImportNotes } from '../import-notes.ts';

/** Words that Python prints for numbers JSON has no word for, where a value stands. */
const notANumber = /"(?:[^"\\]|\\[^])*\\?(?:"|$)|[-+]?\b(?:NaN|Infinity)\b/g;

/**
 * Reads JSON that another program wrote. `NaN` and `Infinity`, which Python writes and JSON does not know, become null and
 * are noted. Undefined for what is no JSON even so.
 *
 * @param place - Where the text stands, for the note: `line 7`.
 */
export function readJson(text: string, place: string, notes: ImportNotes): unknown {
	try {
		return JSON.parse(text);
	} catch {
		let count = 0;
		const repaired = text.replace(notANumber, word => {
			if (word.startsWith('"')) return word;
			count++;
			return 'null';
		});
		if (count === 0) return undefined;
		try {
			const value: unknown = JSON.parse(repaired);
			notes.warn(`${place}: NaN and Infinity cannot be averaged; ${count === 1 ? 'the value is' : `${count} values are`} left out.`);
			return value;
		} catch {
			return undefined;
		}
	}
}
