import type { Position, Range } from 'vscode-languageserver/node';
import type { TextRange } from '../../core/text-range.ts';

/** How a client counts characters in a line. UTF-16 is what core counts in; other clients may ask for bytes. */
export type PositionEncoding = 'utf-8' | 'utf-16';

/** Converts between offsets of one text and positions of the protocol. Positions outside the text are moved to its nearest end. */
export interface PositionMap {
	toPosition(offset: number): Position;
	toRange(range: TextRange): Range;
	toOffset(position: Position): number;
	toTextRange(range: Range): TextRange;
}

/** UTF-16 whenever the client knows it, since nothing has to be counted again then. */
export function choosePositionEncoding(offered: readonly string[] | undefined): PositionEncoding {
	return offered === undefined || offered.includes('utf-16') || !offered.includes('utf-8') ? 'utf-16' : 'utf-8';
}

/** Line ends are `\n`, `\r\n` and `\r`. */
export function createPositionMap(text: string, encoding: PositionEncoding): PositionMap {
	const starts = lineStarts(text);
	const map: PositionMap = {
		toPosition(offset) {
			const inside = Math.max(0, Math.min(offset, text.length));
			const line = lineOf(starts, inside);
			return { line, character: width(text.slice(starts[line], inside), encoding) };
		},
		toRange: ({ start, end }) => ({ start: map.toPosition(start), end: map.toPosition(end) }),
		toOffset({ line, character }) {
			const start = starts[line];
			if (start === undefined) return line < 0 ? 0 : text.length;
			const lineText = text.slice(start, starts[line + 1]).replace(/[\r\n]+$/, '');
			return start + unitsUpTo(lineText, character, encoding);
		},
		toTextRange: ({ start, end }) => ({ start: map.toOffset(start), end: map.toOffset(end) }),
	};
	return map;
}

function lineStarts(text: string): readonly number[] {
	return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(lineEnd => lineEnd.index + lineEnd[0].length)];
}

function lineOf(starts: readonly number[], offset: number): number {
	let low = 0;
	let high = starts.length - 1;
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((starts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}

function width(text: string, encoding: PositionEncoding): number {
	return encoding === 'utf-16' ? text.length : Buffer.byteLength(text, 'utf8');
}

/** UTF-16 units of the longest beginning of `line` that is at most `character` wide; whole characters only. */
function unitsUpTo(line: string, character: number, encoding: PositionEncoding): number {
	if (encoding === 'utf-16') return Math.max(0, Math.min(character, line.length));
	let units = 0;
	let bytes = 0;
	for (const symbol of line) {
		bytes += Buffer.byteLength(symbol, 'utf8');
		if (bytes > character) break;
		units += symbol.length;
	}
	return units;
}
