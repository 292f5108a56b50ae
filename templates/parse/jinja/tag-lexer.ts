import { decodeString } from './string-literal.ts';

/** The characters that stand for themselves between the delimiters of a tag. */
const operatorList = [
	...['//', '**', '==', '!=', '>=', '<='],
	...['+', '-', '/', '*', '%', '~', '[', ']', '(', ')', '{', '}', '>', '<', '=', '.', ':', '|', ',', ';'],
] as const;

type Operator = (typeof operatorList)[number];

const operators: ReadonlyMap<string, Operator> = new Map(operatorList.map(operator => [operator, operator]));

export type TokenType = Operator | 'name' | 'string' | 'integer' | 'float' | 'end' | 'invalid';

/** One word of a tag. Offsets are those of the file. */
export interface Token {
	readonly type: TokenType;
	readonly start: number;
	readonly end: number;
	/** The name, the text of a string without quotes and escapes, or the number; for `invalid` why it is. */
	readonly value: string | number;
}

/** Which delimiters surround a tag: `{{ }}` or `{% %}`. */
export type TagDelimiter = 'output' | 'statement';

// Python's `\s` is not JavaScript's: it has the separators U+001C to U+001F and U+0085 and leaves out U+FEFF.
const whiteSpace = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/y;
const float = /\p{Nd}+(?:_\p{Nd}+)*(?:(?:\.\p{Nd}+(?:_\p{Nd}+)*)?e[+-]?\p{Nd}+(?:_\p{Nd}+)*|\.\p{Nd}+(?:_\p{Nd}+)*)/iuy;
const integer = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\p{Nd}a-f])+|[1-9](?:_?\p{Nd})*|0(?:_?0)*/iuy;
const name = /[\p{L}\p{N}\p{XID_Continue}]+/uy;
const asciiLetter = /[A-Za-z_]/;
/** What most names are, and quicker to see; a letter of another script behind it may go on with the name. */
const asciiName = /[A-Za-z_][A-Za-z0-9_]*/y;
const identifier = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const strings = { "'": /'[^'\\]*(?:\\[^][^'\\]*)*'/y, '"': /"[^"\\]*(?:\\[^][^"\\]*)*"/y };
const tagSigns: ReadonlySet<string> = new Set('{%#');
const closers = { '(': ')', '[': ']', '{': '}' } as const;

/** Offsets behind which no string is closed any more, per quote. Shared by the tags of one text so that lexing stays linear. */
export type UnclosedQuotes = Map<string, number>;

export interface TagText {
	/** The file up to where lexing has to stop. */
	readonly text: string;
	/** Where the content of the tag starts, behind the delimiter. */
	readonly start: number;
	readonly delimiter: TagDelimiter;
	/** True when the end of `text` is the end of the tag, false when a tag that reaches it lacks its closing delimiter. */
	readonly endsWithText: boolean;
	readonly unclosedQuotes: UnclosedQuotes;
}

/**
 * Cuts the content of one tag into tokens as Jinja's lexer does: a closing delimiter counts only where every bracket is closed.
 * Other than there, a delimiter that opens another tag ends this one as invalid, since no expression can contain it.
 */
export class TagLexer {
	readonly #tag: TagText;
	#position: number;
	readonly #openBrackets: { readonly closer: string; readonly offset: number }[] = [];

	constructor(tag: TagText) {
		this.#tag = tag;
		this.#position = tag.start;
	}

	/** The innermost bracket that is still open, as the offset of its character. */
	get openBracket(): number | undefined {
		return this.#openBrackets.at(-1)?.offset;
	}

	next(): Token {
		const { text } = this.#tag;
		this.#position += matchLength(whiteSpace, text, this.#position);
		if (this.#position >= text.length) {
			return this.#tag.endsWithText ? this.#token('end', 0, '') : this.#token('invalid', 0, 'The tag is not closed.');
		}
		if (this.#openBrackets.length === 0) {
			const length = closingLength(this.#tag.delimiter, text, this.#position);
			if (length > 0) return this.#token('end', length, '');
		}
		const character = text.charAt(this.#position);
		if (character === "'" || character === '"') return this.#string(character);
		if (character === '{' && tagSigns.has(text.charAt(this.#position + 1))) {
			const opening = text.slice(this.#position, this.#position + 2);
			return this.#token(
				'invalid',
				2,
				`\`${opening}\` is not allowed inside a tag, where names need no delimiters. Write only the name.`,
			);
		}
		// No number starts with one of these letters.
		return (asciiLetter.test(character) ? undefined : this.#number()) ?? this.#name() ?? this.#operator();
	}

	#string(quote: "'" | '"'): Token {
		const { text, unclosedQuotes } = this.#tag;
		const isHopeless = this.#position >= (unclosedQuotes.get(quote) ?? Infinity);
		const length = isHopeless ? 0 : matchLength(strings[quote], text, this.#position);
		if (length === 0) {
			// A text that was cut at the end of the tag says nothing about the quotes behind it.
			if (!this.#tag.endsWithText) unclosedQuotes.set(quote, Math.min(this.#position, unclosedQuotes.get(quote) ?? Infinity));
			return this.#token('invalid', 1, `This string is never closed, so the tag cannot be read. Add the closing \`${quote}\`.`);
		}
		const decoded = decodeString(text.slice(this.#position + 1, this.#position + length - 1));
		return this.#token(decoded.problem === undefined ? 'string' : 'invalid', length, decoded.problem ?? decoded.value);
	}

	#number(): Token | undefined {
		const { text } = this.#tag;
		// `a.1.5` is two lookups and no float.
		const floatLength = text.charAt(this.#position - 1) === '.' ? 0 : matchLength(float, text, this.#position);
		const length = floatLength > 0 ? floatLength : matchLength(integer, text, this.#position);
		if (length === 0) return undefined;
		const value = Number(text.slice(this.#position, this.#position + length).replaceAll('_', ''));
		return this.#token(floatLength > 0 ? 'float' : 'integer', length, value);
	}

	#name(): Token | undefined {
		const { text } = this.#tag;
		const asciiLength = matchLength(asciiName, text, this.#position);
		const isAscii = asciiLength > 0 && !(text.charCodeAt(this.#position + asciiLength) > 0x7f);
		const length = isAscii ? asciiLength : matchLength(name, text, this.#position);
		if (length === 0) return undefined;
		const value = text.slice(this.#position, this.#position + length);
		if (isAscii || identifier.test(value)) return this.#token('name', length, value);
		return this.#token('invalid', length, `\`${value}\` is not a valid name, since names start with a letter or “_”. Rename it.`);
	}

	#operator(): Token {
		const { text } = this.#tag;
		const character = text.charAt(this.#position);
		const operator = operators.get(character + text.charAt(this.#position + 1)) ?? operators.get(character);
		if (operator === undefined) {
			const stranger = String.fromCodePoint(text.codePointAt(this.#position) ?? 0);
			return this.#token('invalid', stranger.length, `\`${stranger}\` has no meaning inside a tag. Remove it or put it in quotes.`);
		}
		const problem = this.#trackBracket(operator);
		return problem === undefined ? this.#token(operator, operator.length, '') : this.#token('invalid', 1, problem);
	}

	/** Notes a bracket that opens or closes; gives what is wrong with it. */
	#trackBracket(operator: Operator): string | undefined {
		if (operator === '(' || operator === '[' || operator === '{') {
			this.#openBrackets.push({ closer: closers[operator], offset: this.#position });
		} else if (operator === ')' || operator === ']' || operator === '}') {
			const open = this.#openBrackets.at(-1);
			if (open?.closer !== operator) return unexpectedCloser(operator, open?.closer);
			this.#openBrackets.pop();
		}
		return undefined;
	}

	#token(type: TokenType, length: number, value: string | number): Token {
		const start = this.#position;
		this.#position += length;
		return { type, start, end: this.#position, value };
	}
}

function unexpectedCloser(found: string, expected: string | undefined): string {
	if (expected === undefined) return `\`${found}\` closes nothing here. Remove it or add the bracket that opens it.`;
	return `\`${found}\` comes before the \`${expected}\` that closes an open bracket. Add \`${expected}\` before it.`;
}

function matchLength(pattern: RegExp, text: string, offset: number): number {
	pattern.lastIndex = offset;
	return pattern.test(text) ? pattern.lastIndex - offset : 0;
}

/** The length of the closing delimiter at `offset`, its white space control included, or 0. */
function closingLength(delimiter: TagDelimiter, text: string, offset: number): number {
	const sign = text.charAt(offset);
	const signLength = sign === '-' || (sign === '+' && delimiter === 'statement') ? 1 : 0;
	return text.startsWith(delimiter === 'output' ? '}}' : '%}', offset + signLength) ? signLength + 2 : 0;
}
