import type { TextRange } from '../../../text/text-range.ts';
import type { TagLexer, Token, TokenType } from './tag-lexer.ts';

/** What went wrong first in a tag. */
export interface TagFailure {
	readonly code: 'template-syntax-error' | 'empty-expression' | 'mismatched-block-end';
	readonly message: string;
	readonly range: TextRange;
}

/**
 * A place among the tokens of one tag, which the readers of expressions and statements move forward. After the first failure every
 * further token is the end of the tag: all loops of the readers end by themselves and what was understood until then is kept, without
 * exceptions.
 */
export class TagCursor {
	/** The token that is read next. */
	current: Token;
	/** Set by the first call of `fail`. */
	failure: TagFailure | undefined;
	/** The token at which the first failure was noticed. */
	failedAt: Token | undefined;
	/** Where the token before `current` ends; the start of the content at first. */
	previousEnd: number;
	/** How many levels the expression that was read last has. */
	depth = 0;
	/** How many expressions are being read, each inside the one before. */
	nesting = 0;
	#lookahead: Token | undefined;
	readonly #lexer: TagLexer;

	/** Stands at the first token of `lexer`, which reads from `start`. */
	constructor(lexer: TagLexer, start: number) {
		this.#lexer = lexer;
		this.previousEnd = start;
		this.current = lexer.next();
	}

	/** True when a bracket is open where reading stopped. */
	get isInsideBracket(): boolean {
		return this.#lexer.openBracket !== undefined;
	}

	/** Takes the current token. */
	advance(): Token {
		const token = this.current;
		if (token.type === 'end') return token;
		if (token.type === 'invalid') {
			this.failAtCurrent('');
			return token;
		}
		this.previousEnd = token.end;
		this.current = this.#lookahead ?? this.#lexer.next();
		this.#lookahead = undefined;
		return token;
	}

	/** The token behind the current one. */
	peek(): Token {
		if (this.current.type === 'end' || this.current.type === 'invalid') return this.current;
		this.#lookahead ??= this.#lexer.next();
		return this.#lookahead;
	}

	/** True when the current token is of `type`. */
	at(type: TokenType): boolean {
		return this.current.type === type;
	}

	hasFailed(): boolean {
		return this.failure !== undefined;
	}

	/** True when the current token is the word `word`. Jinja has no reserved words: each is a name where no word is expected. */
	isWord(word: string): boolean {
		return this.current.type === 'name' && this.current.value === word;
	}

	skip(type: TokenType): boolean {
		if (this.current.type !== type) return false;
		this.advance();
		return true;
	}

	skipWord(word: string): boolean {
		if (!this.isWord(word)) return false;
		this.advance();
		return true;
	}

	/** Takes the words `first second` when both are there. */
	skipWords(first: string, second: string): boolean {
		if (!this.isWord(first)) return false;
		const next = this.peek();
		if (next.type !== 'name' || next.value !== second) return false;
		this.advance();
		this.advance();
		return true;
	}

	/** From `start` to the end of the last token that was taken. */
	rangeFrom(start: number): TextRange {
		return { start, end: this.previousEnd };
	}

	/** Takes a token of `type`, or fails with what was expected and why. */
	expect(type: TokenType, reason: string): Token | undefined {
		if (this.current.type === type) return this.advance();
		this.failAtCurrent(reason);
		return undefined;
	}

	/** Fails because the current token cannot stand here; `reason` says why and what to do, after “Unexpected `x`: ”. */
	failAtCurrent(reason: string): void {
		const token = this.current;
		const range = { start: token.start, end: token.end };
		if (token.type === 'invalid') this.fail(String(token.value), range);
		else this.fail(`Unexpected ${this.#describe(token)}: ${reason}`, range);
	}

	/** Notes the first failure and moves to the end of the tag. */
	fail(message: string, range: TextRange, code: TagFailure['code'] = 'template-syntax-error'): void {
		if (this.failure === undefined) {
			this.failure = { code, message, range };
			this.failedAt = this.current;
		}
		this.current = { type: 'end', start: this.previousEnd, end: this.previousEnd, value: '' };
		this.#lookahead = undefined;
	}

	#describe(token: Token): string {
		if (token.type === 'end') return this.isInsideBracket ? 'end of the tag inside a bracket' : 'end of the tag';
		return typeof token.value === 'string' && token.value === '' ? `\`${token.type}\`` : `\`${String(token.value)}\``;
	}
}
