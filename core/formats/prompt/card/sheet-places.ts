import type { WorkspacePath } from '../../../ports/file-store.ts';
import type { TextRange } from '../../../base/text/text-range.ts';
import { hostOf } from '../place/place-path.ts';
import { sourceRange } from '../place/placed-text.ts';
import { cardPathOf } from './card-path.ts';
import { openSheet } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** A range of one of the files of a sheet, as offsets of that file. */
export interface PlaceInFile {
	readonly path: WorkspacePath;
	readonly range: TextRange;
}

/**
 * Where a range of a prompt's text is on disk: in its file, or in its card when it begins there. Of a prompt without a card, the range
 * itself. What is between card and file counts as the nearest place of the card. What is said of the card of a prompt that has none is said of
 * the first line of its text.
 */
export function placeInFile({ path, text }: { readonly path: WorkspacePath; readonly text: string }, range: TextRange): PlaceInFile {
	const sheet = openSheet(text);
	if (sheet === undefined) return { path, range };
	const inBody = { start: range.start - sheet.bodyStart, end: range.end - sheet.bodyStart };
	if (sheet.origin !== undefined && (inBody.start >= 0 || sheet.origin.card === undefined)) {
		const shown = inBody.start >= 0 ? inBody : firstLine(text.slice(sheet.bodyStart));
		return { path: hostOf(path), range: sourceRange(sheet.origin.pieces, shown) };
	}
	return inBody.start >= 0 ? { path, range: inBody } : placeInCard(path, sheet, range);
}

function placeInCard(path: WorkspacePath, { card, origin }: Sheet, range: TextRange): PlaceInFile {
	const start = origin?.card?.start ?? 0;
	const inCard = (offset: number): number => start + Math.max(card.start, Math.min(offset, card.end)) - card.start;
	return { path: origin?.card?.path ?? cardPathOf(path), range: { start: inCard(range.start), end: inCard(range.end) } };
}

function firstLine(body: string): TextRange {
	const start = /^\s*/.exec(body)?.[0].length ?? 0;
	return { start, end: start + (/^[^\r\n]*/.exec(body.slice(start))?.[0].length ?? 0) };
}
