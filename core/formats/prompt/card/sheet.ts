import type { TextRange } from '../../../base/text/text-range.ts';
import type { WorkspacePath } from '../../../ports/file-store.ts';
import type { Piece } from '../place/placed-text.ts';

/**
 * The one text that a file and its card are read as: the card is where front matter would be. So a prompt is read, hashed, compared
 * and judged in one way, wherever its name and version are kept. The files themselves stay as they are. See `composeSheet`.
 */
export interface Sheet {
	/** The text of the card. */
	readonly card: TextRange;
	/** Where the text of the prompt begins; it goes to the end. */
	readonly bodyStart: number;
	/** For a prompt inside a file: where card and text are written. */
	readonly origin: SheetOrigin | undefined;
}

/** Where the two parts of the sheet of a prompt inside a file are written. */
export interface SheetOrigin {
	/** The file that has the card, and the offset at which it begins there; undefined for a prompt without one. */
	readonly card: { readonly path: WorkspacePath; readonly start: number } | undefined;
	readonly pieces: readonly Piece[];
}

/** How a sheet begins. No file can begin like this by itself: `composeSheet` sees to that. */
export const sheetHead = '---\n# The card of this file:\n';

/** How the sheet of a prompt inside a file begins. What follows, to the end of the line, is its origin as JSON. */
const placeHead = '---\n# The card of this text: ';

/** The line between card and file. */
export const sheetFence = '---\n';

/** Replaces a line `---` of the card, which would end it, and is as long. */
export const hiddenFence = '#--';

/** The first lines of the sheet of a prompt inside a file. */
export function headOfPlace(origin: SheetOrigin): string {
	return `${placeHead}${JSON.stringify(origin)}\n`;
}

/** The text of a file of its own that begins as a sheet does, so that it cannot be taken for one. It stays as long. */
export function withoutSheetHead(text: string): string {
	return text.startsWith(sheetHead) || text.startsWith(placeHead) ? text.replace('# The', '#_The') : text;
}

/** Where card and text are in a sheet; undefined for a file that was read without a card. */
export function openSheet(text: string): Sheet | undefined {
	const isPlace = text.startsWith(placeHead);
	if (!isPlace && !text.startsWith(sheetHead)) return undefined;
	const start = isPlace ? text.indexOf('\n', placeHead.length) + 1 : sheetHead.length;
	const end = text.indexOf(`\n${sheetFence}`, start - 1) + 1;
	if (end === 0) return undefined;
	const origin = isPlace ? readOrigin(text.slice(placeHead.length, start)) : undefined;
	return { card: { start, end }, bodyStart: end + sheetFence.length, origin };
}

/** It was written by `headOfPlace`. */
function readOrigin(json: string): SheetOrigin {
	return JSON.parse(json) as SheetOrigin;
}

/** The card and the text of a sheet, as they are written. Undefined for a text that is none. */
export function splitSheet(text: string): { readonly card: string; readonly body: string } | undefined {
	const sheet = openSheet(text);
	if (sheet === undefined) return undefined;
	const card = text.slice(sheet.card.start, sheet.card.end).replaceAll(/^#--(?=[ \t]*\r?$)/gm, '---');
	return { card, body: text.slice(sheet.bodyStart) };
}

/** True for two texts that say the same, wherever in its file each of them is. */
export function hasSameWords(left: string | undefined, right: string): boolean {
	if (left === undefined) return false;
	const [before, after] = [splitSheet(left), splitSheet(right)];
	return left === right || (before !== undefined && after !== undefined && before.card === after.card && before.body === after.body);
}
