import type { WorkspacePath } from '../../../ports/file-store.ts';
import type { TextRange } from '../../../base/text/text-range.ts';
import { cardPathOf } from './card-path.ts';
import { openSheet } from './sheet.ts';

/** A range of one of the two files of a sheet, as offsets of that file. */
export interface PlaceInFile {
	readonly path: WorkspacePath;
	readonly range: TextRange;
}

/**
 * Where a range of a prompt's text is on disk: in its file, or in its card when it begins there. Of a prompt without a card, the range
 * itself. What is between card and file counts as the nearest place of the card.
 */
export function placeInFile({ path, text }: { readonly path: WorkspacePath; readonly text: string }, range: TextRange): PlaceInFile {
	const sheet = openSheet(text);
	if (sheet === undefined) return { path, range };
	const { card, bodyStart } = sheet;
	if (range.start >= bodyStart) return { path, range: { start: range.start - bodyStart, end: range.end - bodyStart } };
	const inCard = (offset: number): number => Math.max(card.start, Math.min(offset, card.end)) - card.start;
	return { path: cardPathOf(path), range: { start: inCard(range.start), end: inCard(range.end) } };
}
