import type { QuoteFinder } from './quotes.ts';

/** A piece of a tag. `id` is a word, `.`, `..` or `[a segment]`; `separator` is `.`, `/` or `.#` inside a path. */
export interface Token {
	readonly type:
		| 'id'
		| 'separator'
		| 'equals'
		| 'open-expression'
		| 'close-expression'
		| 'data'
		| 'string'
		| 'literal'
		| 'open-parameters'
		| 'pipe'
		| 'close'
		| 'close-unescaped'
		| 'close-raw'
		| 'invalid'
		| 'end';
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/** In the order in which Handlebars tries them. */
const patterns: readonly (readonly [Token['type'], RegExp])[] = [
	['open-expression', /\(/y],
	['close-expression', /\)/y],
	['close-raw', /\}\}\}\}/y],
	['equals', /=/y],
	['id', /\.\./y],
	['id', /\.(?=[=~}\s/.)\]|]|$)/y],
	['separator', /\.#|[/.]/y],
	['close-unescaped', /\}~?\}\}/y],
	['close', /~?\}\}/y],
	['data', /@/y],
	['literal', /(?:true|false|undefined|null)(?=[~}\s)\]]|$)/y],
	['literal', /-?[0-9]+(?:\.[0-9]+)?(?=[~}\s)\]]|$)/y],
	['open-parameters', /as\s+\|/y],
	['pipe', /\|/y],
	['id', /[^\s!"#%-,./;->@[-^`{-~]+(?=[=~}\s/.)\]|]|$)/y],
];

const words = patterns.slice(-1);
const word = /[^\s!"#%-,./;->@[-^`{-~]*/y;
const space = /\s*/y;
/** Letters that start a word and nothing else. */
const startsWord = /[b-eg-mo-sv-zA-Z_]/;

/** Cuts a tag into tokens. Source: src/handlebars.l of @handlebars/parser 2.2, state `mu`. */
export class TagLexer {
	readonly #text: string;
	readonly #quotes: QuoteFinder;
	#position: number;

	/** Reads from `start` up to the end of `text`, where the tag is taken to be closed. */
	constructor(text: string, start: number, quotes: QuoteFinder) {
		this.#text = text;
		this.#position = start;
		this.#quotes = quotes;
	}

	next(): Token {
		space.lastIndex = this.#position;
		space.test(this.#text);
		const start = space.lastIndex;
		if (start >= this.#text.length) return this.#token('end', start, start);
		if (this.#text.startsWith('{{', start)) return this.#token('invalid', start, start + 2);
		const first = this.#text.charAt(start);
		// The end of most tags.
		if (first === '}' && this.#text.charAt(start + 1) === '}' && this.#text.charAt(start + 2) !== '}')
			return this.#token('close', start, start + 2);
		if (first === '"' || first === "'") return this.#upTo(first, 'string', start);
		if (first === '[') return this.#upTo(']', 'id', start);
		// Most tokens are words, and only these letters start one that may be something else: as, false, null, true, undefined.
		const candidates = startsWord.test(first) ? words : patterns;
		for (const [type, pattern] of candidates) {
			pattern.lastIndex = start;
			if (pattern.test(this.#text)) return this.#token(type, start, pattern.lastIndex);
		}
		// A word is none when the wrong character follows, and then that is the mistake.
		word.lastIndex = start;
		word.exec(this.#text);
		return this.#token('invalid', word.lastIndex, word.lastIndex + 1);
	}

	#upTo(closing: string, type: Token['type'], start: number): Token {
		const end = this.#quotes.closingQuote(start, closing);
		return end === undefined || end >= this.#text.length ? this.#token('invalid', start, start + 1) : this.#token(type, start, end + 1);
	}

	#token(type: Token['type'], start: number, end: number): Token {
		this.#position = end;
		return { type, text: this.#text.slice(start, end), start, end };
	}
}
