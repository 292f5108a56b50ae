import type { TextRange } from '../../../base/text/text-range.ts';
import { sourceRange } from './placed-text.ts';
import type { PlacedText } from './placed-text.ts';
import type { PlaceInsideFile } from './place-path.ts';
import { readPlacedText } from './read-placed-text.ts';

/** A replacement in a text. */
interface Replacement {
	readonly range: TextRange;
	readonly newText: string;
}

/** A place and what is written there. */
export interface PlaceToEdit {
	readonly place: PlaceInsideFile;
	/** The file. */
	readonly source: string;
	readonly placed: PlacedText;
}

/**
 * The edit of a file that changes the text at a place as wanted: with the escapes and the indentation that the place asks for. Undefined
 * where the file cannot say the new text in the way that it is written; each edit is tried and its result is read.
 *
 * @param edit - In offsets of the text.
 */
export function editPlace({ place, source, placed }: PlaceToEdit, edit: Replacement): Replacement | undefined {
	const range = sourceRange(placed.pieces, edit.range);
	const newText = written(edit.newText, placed, indentAt(source, range.start));
	const changed = source.slice(0, range.start) + newText + source.slice(range.end);
	const wanted = placed.text.slice(0, edit.range.start) + edit.newText + placed.text.slice(edit.range.end);
	return readPlacedText(place, changed)?.text === wanted ? { range, newText } : undefined;
}

function written(text: string, { quoting }: PlacedText, indent: string): string {
	switch (quoting) {
		case 'block':
			return text.replaceAll('\n', `\n${indent}`);
		case 'double':
			return JSON.stringify(text).slice(1, -1);
		case 'single':
			return text.replaceAll("'", "''");
		case 'plain':
			return text;
	}
}

/** The space that the line of an offset begins with. */
function indentAt(source: string, offset: number): string {
	const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
	return /^ */.exec(source.slice(lineStart, lineStart + 1000))?.[0] ?? '';
}
