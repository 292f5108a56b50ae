import type { TextRange } from '../../../base/text/text-range.ts';

/**
 * A stretch of a text and where it is written: `length` characters of the text, and as many or others in the file. Where both are as many,
 * they are the same letter by letter.
 */
export type Piece = readonly [length: number, start: number, sourceLength: number];

/** How the value is written, which decides what has to be escaped in it. */
export type Quoting = 'block' | 'double' | 'plain' | 'single';

/** A prompt that is a value inside a file. */
export interface PlacedText {
	/** What the value means: without quotes, escapes and indentation. */
	readonly text: string;
	/** In order; together they are the text. */
	readonly pieces: readonly Piece[];
	readonly quoting: Quoting;
}

/** Where a range of the text is written in the file. What has no place of its own has that of what is before it. */
export function sourceRange(pieces: readonly Piece[], { start, end }: TextRange): TextRange {
	const from = sourceOffset(pieces, start, 'start');
	return { start: from, end: Math.max(from, start === end ? from : sourceOffset(pieces, end, 'end')) };
}

/** Where a range of the file is in the text; undefined for one that is outside. */
export function textRange(pieces: readonly Piece[], range: TextRange): TextRange | undefined {
	const [first, last] = [pieces[0], pieces.at(-1)];
	if (first === undefined || last === undefined || range.end < first[1] || range.start > last[1] + last[2]) return undefined;
	return { start: textOffset(pieces, range.start), end: textOffset(pieces, range.end) };
}

/** Collects pieces; what continues the piece before it letter by letter joins it. */
export class PieceList {
	readonly pieces: Piece[] = [];

	add(length: number, start: number, sourceLength: number): void {
		const last = this.pieces.at(-1);
		const continues = last !== undefined && last[0] === last[2] && length === sourceLength && last[1] + last[2] === start;
		if (continues) this.pieces[this.pieces.length - 1] = [last[0] + length, last[1], last[2] + sourceLength];
		else this.pieces.push([length, start, sourceLength]);
	}
}

function sourceOffset(pieces: readonly Piece[], offset: number, side: 'end' | 'start'): number {
	let passed = 0;
	for (const [length, start, sourceLength] of pieces) {
		const inside = offset - passed;
		// The end of a range is behind its last character, and not before the next one, which may be on another line.
		if (side === 'start' ? inside < length : inside <= length) {
			if (length === sourceLength) return start + inside;
			return side === 'start' && inside < length ? start : start + (inside === 0 ? 0 : sourceLength);
		}
		passed += length;
	}
	const last = pieces.at(-1);
	return last === undefined ? 0 : last[1] + last[2];
}

function textOffset(pieces: readonly Piece[], offset: number): number {
	let passed = 0;
	for (const [length, start, sourceLength] of pieces) {
		if (offset < start) return passed;
		if (offset < start + sourceLength) return passed + (length === sourceLength ? offset - start : 0);
		passed += length;
	}
	return passed;
}
