import type { TextRange } from '../../../base/text/text-range.ts';

/**
 * The one text that a file and its card are read as: the card is where front matter would be. So a prompt is read, hashed, compared
 * and judged in one way, wherever its name and version are kept. The files themselves stay as they are. See `composeSheet`.
 */
export interface Sheet {
	/** The text of the card. */
	readonly card: TextRange;
	/** Where the text of the file begins; it goes to the end. */
	readonly bodyStart: number;
}

/** How a sheet begins. No file can begin like this by itself: `composeSheet` sees to that. */
export const sheetHead = '---\n# The card of this file:\n';

/** The line between card and file. */
export const sheetFence = '---\n';

/** Replaces a line `---` of the card, which would end it, and is as long. */
export const hiddenFence = '#--';

/** Where card and file are in a text; undefined for a file that was read without a card. */
export function openSheet(text: string): Sheet | undefined {
	if (!text.startsWith(sheetHead)) return undefined;
	const end = text.indexOf(`\n${sheetFence}`, sheetHead.length - 1) + 1;
	return end === 0 ? undefined : { card: { start: sheetHead.length, end }, bodyStart: end + sheetFence.length };
}

/** The two files of a sheet, as they are written. Undefined for a text that is none. */
export function splitSheet(text: string): { readonly card: string; readonly body: string } | undefined {
	const sheet = openSheet(text);
	if (sheet === undefined) return undefined;
	const card = text.slice(sheet.card.start, sheet.card.end).replaceAll(/^#--(?=[ \t]*\r?$)/gm, '---');
	return { card, body: text.slice(sheet.bodyStart) };
}
