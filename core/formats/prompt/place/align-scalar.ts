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
	const walk = new Walk(scalar);
	while (!walk.isDone) if (!walk.step()) return undefined;
	return walk.pieces;
}

class Walk {
	readonly #scalar: WrittenScalar;
	readonly #indent: number;
	readonly #list = new PieceList();
	#position: number;
	#taken = 0;

	constructor(scalar: WrittenScalar) {
		this.#scalar = scalar;
		this.#indent = scalar.quoting === 'block' ? indentOf(scalar) : 0;
		this.#position = scalar.range.start;
		this.#skipIndent();
	}

	get isDone(): boolean {
		return this.#taken >= this.#scalar.value.length;
	}

	get pieces(): readonly Piece[] {
		return this.#list.pieces;
	}

	/** Goes on by a character or an escape of the source; false where the two differ. */
	step(): boolean {
		const { source, range, quoting } = this.#scalar;
		if (this.#position >= range.end) return false;
		const escape = escapeAt(source, this.#position, quoting);
		return escape === undefined ? this.#stepByOne(source[this.#position] ?? '') : this.#stepByEscape(escape);
	}

	#stepByEscape({ meaning, length }: Escape): boolean {
		if (!this.#scalar.value.startsWith(meaning, this.#taken)) return false;
		if (meaning !== '') this.#list.add(meaning.length, this.#position, length);
		this.#taken += meaning.length;
		this.#position += length;
		return true;
	}

	#stepByOne(written: string): boolean {
		const meant = this.#scalar.value[this.#taken];
		const isBreak = written === '\n';
		const isTaken = written === meant || (isBreak && meant === ' ');
		if (!isTaken && !/\s/.test(written)) return false;
		if (isTaken) {
			this.#list.add(1, this.#position, 1);
			this.#taken++;
		}
		this.#position++;
		if (isBreak) this.#skipIndent();
		return true;
	}

	#skipIndent(): void {
		const { source, range } = this.#scalar;
		for (let count = 0; count < this.#indent && source[this.#position] === ' ' && this.#position < range.end; count++) this.#position++;
	}
}

/** How far the lines of a block are indented: as its first line that says something, less the space that belongs to the value. */
function indentOf({ source, range, value }: WrittenScalar): number {
	const written = spacesBeforeWords(source.slice(range.start, range.end));
	const own = spacesBeforeWords(value);
	return Math.max(0, written - own);
}

/** How many spaces stand right in front of the first character that is no white space. */
function spacesBeforeWords(text: string): number {
	const first = text.search(/\S/);
	let start = first;
	while (start > 0 && text[start - 1] === ' ') start--;
	return first - start;
}

interface Escape {
	readonly meaning: string;
	readonly length: number;
}

function escapeAt(source: string, position: number, quoting: Quoting): Escape | undefined {
	if (quoting === 'single') return source.startsWith("''", position) ? { meaning: "'", length: 2 } : undefined;
	if (quoting !== 'double' || source[position] !== '\\') return undefined;
	const continuation = /^\\\r?\n[ \t]*/.exec(source.slice(position, position + 200));
	if (continuation !== null) return { meaning: '', length: continuation[0].length };
	const letter = source[position + 1] ?? '';
	return codeAt(source, position) ?? { meaning: namedEscapes.get(letter) ?? letter, length: 2 };
}

function codeAt(source: string, position: number): Escape | undefined {
	const code = /^\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8})/i.exec(source.slice(position, position + 10))?.[0];
	return code === undefined ? undefined : { meaning: characterOf(Number.parseInt(code.slice(2), 16)), length: code.length };
}

function characterOf(code: number): string {
	return code <= 0xffff ? String.fromCharCode(code) : code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
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
