import type { Problem } from '../../text/problem.ts';
import type { PathRead } from './handlebars-tag.ts';
import type { QuoteFinder } from './quotes.ts';
import { TagLexer } from './tag-lexer.ts';
import type { Token } from './tag-lexer.ts';

const tagEnds: ReadonlySet<Token['type']> = new Set(['close', 'close-unescaped', 'close-raw', 'end']);

/** A place among the tokens of one tag, which the readers of paths and calls move forward, and what they found up to there. */
export class TagCursor {
	current: Token;
	following: Token;
	/** The end of the token before the current one. */
	previousEnd: number;
	/** The first thing Handlebars does not accept, which ends the reading. */
	problem: Problem | undefined;
	/** The token that stood there. */
	failedAt: Token | undefined;
	/** What is looked up, in order of appearance. */
	readonly reads: PathRead[] = [];
	/** How many sub-expressions are being read, each inside the one before. */
	nesting = 0;
	readonly #lexer: TagLexer;
	readonly #text: string;

	/** Stands at the first token behind `start`. */
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
