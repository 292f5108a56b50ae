import type { TextRange } from '../../../base/text/text-range.ts';
import { PieceList } from './placed-text.ts';
import type { Piece, Quoting } from './placed-text.ts';

/** A scalar of YAML or JSON and what it means. */
export interface WrittenScalar {
	/** The whole file. */
	readonly source: string;
	/** What is between its quotes, or behind the header of its block. */
	readonly range: TextRange;
	readonly quoting: Quoting;
	readonly value: string;
}

/**
 * Finds where each character of a value is written. Both are walked together: what is the same belongs together, an escape is what it
 * stands for, and indentation, folding and the line ends of Windows belong to nothing or to the line break that they mean.
 *
 * @returns Undefined where the two cannot be brought together.
 */
export function alignScalar(scalar: WrittenScalar): readonly Piece[] | undefined {
	const { source, range, quoting, value } = scalar;
	const indent = quoting === 'block' ? indentOf(scalar) : 0;
	const list = new PieceList();
	let position = range.start;
	let taken = 0;
	const skipIndent = (): void => {
		for (let count = 0; count < indent && source[position] === ' ' && position < range.end; count++) position++;
	};
	skipIndent();
	while (taken < value.length) {
		if (position >= range.end) return undefined;
		const escape = escapeAt(source, position, quoting);
		if (escape !== undefined) {
			if (!value.startsWith(escape.meaning, taken)) return undefined;
			if (escape.meaning !== '') list.add(escape.meaning.length, position, escape.length);
			taken += escape.meaning.length;
			position += escape.length;
			continue;
		}
		const [written, meant] = [source[position] ?? '', value[taken] ?? ''];
		const isBreak = written === '\n';
		if (written === meant || (isBreak && meant === ' ')) {
			list.add(1, position, 1);
			taken++;
		} else if (!/\s/.test(written)) return undefined;
		position++;
		if (isBreak) skipIndent();
	}
	return list.pieces;
}

/** How far the lines of a block are indented: as its first line that says something, less the space that belongs to the value. */
function indentOf({ source, range, value }: WrittenScalar): number {
	const written = /^[ \t\r\n]*?( *)(?=[^\s])/.exec(source.slice(range.start, range.end))?.[1]?.length ?? 0;
	const own = /^[ \t\r\n]*?( *)(?=[^\s])/.exec(value)?.[1]?.length ?? 0;
	return Math.max(0, written - own);
}

interface Escape {
	readonly meaning: string;
	readonly length: number;
}

function escapeAt(source: string, position: number, quoting: Quoting): Escape | undefined {
	if (quoting === 'single') return source.startsWith("''", position) ? { meaning: "'", length: 2 } : undefined;
	if (quoting !== 'double' || source[position] !== '\\') return undefined;
	const code = /^\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8}))/i.exec(source.slice(position, position + 10));
	if (code !== null) {
		const number = Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '0', 16);
		return { meaning: code[3] === undefined ? String.fromCharCode(number) : characterOf(number), length: code[0].length };
	}
	const continuation = /^\\\r?\n[ \t]*/.exec(source.slice(position, position + 200));
	if (continuation !== null) return { meaning: '', length: continuation[0].length };
	const letter = source[position + 1] ?? '';
	return { meaning: namedEscapes.get(letter) ?? letter, length: 2 };
}

function characterOf(code: number): string {
	return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

const namedEscapes: ReadonlyMap<string, string> = new Map([
	['0', '\0'],
	['a', '\x07'],
	['b', '\b'],
	['t', '\t'],
	['n', '\n'],
	['v', '\v'],
	['f', '\f'],
	['r', '\r'],
	['e', '\x1b'],
	['N', '\x85'],
	['_', '\xa0'],
	['L', '\u2028'],
	['P', '\u2029'],
]);
