/** One element of a long list, as text. */
export interface JsonElement {
	/** Path of its list. */
	readonly path: string;
	/** 0-based position in it. */
	readonly index: number;
	readonly text: string;
	/** 1-based line it starts on. */
	readonly line: number;
}

interface Container {
	readonly isList: boolean;
	/** Dotted keys from the top; the elements of a list stand as `[]`. */
	readonly path: string;
	/** True for a list whose elements are handed out. */
	readonly isCut: boolean;
	/** The key whose value comes next, in an object. */
	key: string;
	/** Elements that have ended, in a list that is cut. */
	count: number;
}

/** More than this in one element, or in all but the elements, is no results file: 64 million characters. */
const textLimit = 64_000_000;

/**
 * Cuts a JSON document that comes in pieces into the elements of some of its lists and the frame around them, without ever
 * holding all of it. It only counts brackets and strings; whether the parts are valid is for whoever parses them.
 */
export class JsonSplitter {
	readonly #lists: ReadonlySet<string>;
	readonly #keepsElements: boolean;
	readonly #stack: Container[] = [];
	readonly #elements: JsonElement[] = [];
	readonly #frame: string[] = [];
	/** The element being read and how deep the list lies that it belongs to; undefined outside of one. */
	#element: { readonly depth: number; readonly line: number; readonly pieces: string[] } | undefined;
	#length = 0;
	#isInString = false;
	#isEscaped = false;
	/** The string read last, where it may be a key. */
	#string = '';
	#line = 1;

	/** @param lists - Paths of the lists to cut, such as `results.results`; `''` is a list at the top. */
	constructor(lists: readonly string[], { keepsElements }: { readonly keepsElements: boolean }) {
		this.#lists = new Set(lists);
		this.#keepsElements = keepsElements;
	}

	/** Reads on. Gives what is wrong with the document as a sentence, or undefined. */
	push(piece: string): string | undefined {
		let start = 0;
		for (let position = 0; position < piece.length; position++) {
			if (this.#isInString) {
				position = this.#readString(piece, position);
				continue;
			}
			const character = piece.charCodeAt(position);
			if (character <= space) {
				if (character === lineFeed) this.#line++;
				continue;
			}
			start = this.#cut(character, piece, start, position);
			if (!this.#structure(character)) return `Line ${this.#line}: a bracket is closed that was not opened.`;
			if (character === openBracket && this.#element === undefined && this.#currentList() !== undefined) {
				this.#keep(piece.slice(start, position + 1), this.#frame);
				start = position + 1;
			}
		}
		this.#keepRest(piece.slice(start));
		return this.#length > textLimit ? `One part of the document, around line ${this.#line}, is too large for a result.` : undefined;
	}

	/** The elements that are complete and were not taken yet. */
	take(): JsonElement[] {
		return this.#elements.splice(0);
	}

	/** The document without the elements of its lists, and why it is none. */
	end(): { readonly frame: string; readonly problem: string | undefined } {
		const frame = this.#frame.join('');
		if (this.#stack.length > 0 || this.#isInString) {
			return { frame, problem: `The file ends abruptly on line ${this.#line}, so the program that wrote it was probably stopped.` };
		}
		return { frame, problem: frame.trim() === '' ? 'The file is empty.' : undefined };
	}

	/** The list that is cut and whose elements, or the gaps between them, are being read. */
	#currentList(): Container | undefined {
		const top = this.#stack.at(-1);
		if (top?.isCut !== true) return undefined;
		return this.#element === undefined || this.#element.depth === this.#stack.length ? top : undefined;
	}

	/** Ends and begins elements, and gives where the text starts that belongs to what is read now. */
	#cut(character: number, piece: string, start: number, position: number): number {
		const list = this.#currentList();
		if (list === undefined) return start;
		if (character === comma || character === closeBracket) {
			this.#finishElement(list, piece.slice(start, position));
			return character === comma ? position + 1 : position;
		}
		if (this.#element !== undefined) return start;
		this.#element = { depth: this.#stack.length, line: this.#line, pieces: [] };
		return position;
	}

	/** Follows strings, keys and brackets. False for a bracket that closes nothing of its kind. */
	#structure(character: number): boolean {
		switch (character) {
			case quote:
				this.#isInString = true;
				this.#string = '';
				return true;
			case openBrace:
			case openBracket:
				this.#open(character === openBracket);
				return true;
			case closeBrace:
			case closeBracket:
				return this.#stack.pop()?.isList === (character === closeBracket);
			case colon: {
				const top = this.#stack.at(-1);
				if (top !== undefined) top.key = this.#string;
				return true;
			}
			default:
				return true;
		}
	}

	#open(isList: boolean): void {
		const parent = this.#stack.at(-1);
		const key = parent?.isList === true ? '[]' : (parent?.key ?? '');
		const path = parent === undefined || parent.path === '' ? key : `${parent.path}.${key}`;
		const isCut = isList && this.#element === undefined && this.#lists.has(path);
		this.#stack.push({ isList, path, isCut, key: '', count: 0 });
	}

	/** Reads on inside a string, and gives the position of its end or of the end of the piece. */
	#readString(piece: string, from: number): number {
		let position = from;
		if (this.#isEscaped) {
			this.#isEscaped = false;
			position++;
		}
		for (; position < piece.length; position++) {
			const character = piece.charCodeAt(position);
			if (character === backslash) {
				if (position + 1 === piece.length) this.#isEscaped = true;
				position++;
			} else if (character === quote) {
				this.#isInString = false;
				break;
			}
		}
		if (this.#element === undefined && this.#string.length < keyLimit) this.#string += piece.slice(from, position);
		return position;
	}

	#finishElement(list: Container, last: string): void {
		const element = this.#element;
		if (element === undefined) return;
		this.#element = undefined;
		this.#length = 0;
		const index = list.count++;
		if (this.#keepsElements) this.#elements.push({ path: list.path, index, text: element.pieces.join('') + last, line: element.line });
	}

	/** What is left of a piece belongs to the element, to the frame, or to the gap between two elements. */
	#keepRest(text: string): void {
		if (this.#element !== undefined) this.#keep(text, this.#keepsElements ? this.#element.pieces : undefined);
		else if (this.#currentList() === undefined) this.#keep(text, this.#frame);
	}

	#keep(text: string, place: string[] | undefined): void {
		place?.push(text);
		if (place !== undefined) this.#length += text.length;
	}
}

/** Longest key that is told from others. */
const keyLimit = 200;

const lineFeed = 10;
const space = 32;
const quote = 34;
const comma = 44;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;
const openBrace = 123;
const closeBrace = 125;
