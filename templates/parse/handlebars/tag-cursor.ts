import type { Problem } from '../../text/problem.ts';
import type { QuoteFinder } from './quotes.ts';
import { TagLexer } from './tag-lexer.ts';
import type { Token } from './tag-lexer.ts';

const tagEnds: ReadonlySet<Token['type']> = new Set(['close', 'close-unescaped', 'close-raw', 'end']);

/** The tokens of one tag, one after the other, and the first thing that is wrong with them. */
export class TokenReader {
	current: Token;
	following: Token;
	/** The end of the token before the current one. */
	previousEnd: number;
	/** The first thing Handlebars does not accept. */
	problem: Problem | undefined;
	/** The token that stood there. */
	failedAt: Token | undefined;
	readonly #lexer: TagLexer;
	readonly #text: string;

	constructor(text: string, start: number, quotes: QuoteFinder) {
		this.#text = text;
		this.#lexer = new TagLexer(text, start, quotes);
		this.previousEnd = start;
		this.current = this.#lexer.next();
		this.following = this.#lookAhead();
	}

	isAt(type: Token['type']): boolean {
		return this.current.type === type;
	}

	advance(): void {
		this.previousEnd = this.current.end;
		this.current = this.following;
		this.following = this.#lookAhead();
	}

	/** Notes that the current token is none that could stand here. Only the first note counts. */
	fail(message: string, code = 'template-syntax-error'): void {
		if (this.problem !== undefined) return;
		this.problem = { code, message, range: { start: this.current.start, end: this.current.end } };
		this.failedAt = this.current;
	}

	slice(start: number, end: number): string {
		return this.#text.slice(start, end);
	}

	/** Behind the end of a tag there is text, which is not for this lexer. */
	#lookAhead(): Token {
		return tagEnds.has(this.current.type) ? this.current : this.#lexer.next();
	}
}
