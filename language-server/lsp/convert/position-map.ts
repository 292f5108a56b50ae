import type { Position, Range } from 'vscode-languageserver/node';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { trimEndOf } from '../../../core/base/text/trim-end-of.ts';

/** How a client counts characters in a line. UTF-16 is what core counts in; other clients may ask for bytes or code points. */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** Converts between offsets of one text and positions of the protocol. Positions outside the text are moved to its nearest end. */
export interface PositionMap {
	toPosition(offset: number): Position;
	toRange(range: TextRange): Range;
	toOffset(position: Position): number;
	toTextRange(range: Range): TextRange;
}

/** UTF-16 whenever the client knows it, since nothing has to be counted again then; else what it likes best. */
export function choosePositionEncoding(offered: readonly string[] = []): PositionEncoding {
	if (offered.includes('utf-16')) return 'utf-16';
	return offered.find(encoding => encoding === 'utf-8' || encoding === 'utf-32') ?? 'utf-16';
}

/** Line ends are `\n`, `\r\n` and `\r`. */
export function createPositionMap(text: string, encoding: PositionEncoding): PositionMap {
	const starts = lineStarts(text);
	// Answers name places in the order of the text: on a long line each is counted from the one before, not from its start.
	let known = { offset: 0, line: 0, character: 0 };
	const map: PositionMap = {
		toPosition(offset) {
			const inside = Math.max(0, Math.min(offset, text.length));
			const line = lineOf(starts, inside);
			const from = known.line === line && known.offset <= inside ? known : { offset: starts[line] ?? 0, line, character: 0 };
			const character = from.character + width(text.slice(from.offset, inside), encoding);
			// Inside a pair of surrogates neither half could be counted on its own.
			if (!/[\ud800-\udbff]/.test(text.charAt(inside - 1))) known = { offset: inside, line, character };
			return { line, character };
		},
		toRange: ({ start, end }) => ({ start: map.toPosition(start), end: map.toPosition(end) }),
		toOffset({ line, character }) {
			const start = starts[line];
			if (start === undefined) return line < 0 ? 0 : text.length;
			const lineText = trimEndOf(text.slice(start, starts[line + 1]), '\r\n');
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
	switch (encoding) {
		case 'utf-8':
			return Buffer.byteLength(text, 'utf8');
		case 'utf-16':
			return text.length;
		case 'utf-32':
			// A pair of surrogates is one code point; a lone one counts as one too.
			return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
	}
}

/** UTF-16 units of the longest beginning of `line` that is at most `character` wide; whole characters only. */
function unitsUpTo(line: string, character: number, encoding: PositionEncoding): number {
	if (encoding === 'utf-16') return Math.max(0, Math.min(character, line.length));
	let units = 0;
	let used = 0;
	for (const symbol of line) {
		used += width(symbol, encoding);
		if (used > character) break;
		units += symbol.length;
	}
	return units;
}
