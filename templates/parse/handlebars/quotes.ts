/** Where a kind of quote stands for the last time, -1 when it does not. */
interface LastQuotes {
	/** Without a backslash before it. */
	readonly plain: number;
	readonly any: number;
}

/** Finds the end of texts in quotes and of segments in brackets, in a time that does not depend on how many of them are never closed. */
export class QuoteFinder {
	readonly #text: string;
	readonly #last = new Map<string, LastQuotes>();

	constructor(text: string) {
		this.#text = text;
	}

	/** The place of the `quote` that ends what starts at `start`. One behind a backslash ends it only when no other does. */
	closingQuote(start: number, quote: string): number | undefined {
		const { plain, any } = this.#lastOf(quote);
		if (start >= plain) return any > start ? any : undefined;
		let end = this.#text.indexOf(quote, start + 1);
		while (this.#text.charAt(end - 1) === '\\') end = this.#text.indexOf(quote, end + 1);
		return end;
	}

	#lastOf(quote: string): LastQuotes {
		const known = this.#last.get(quote);
		if (known !== undefined) return known;
		const any = this.#text.lastIndexOf(quote);
		let plain = any;
		while (plain > 0 && this.#text.charAt(plain - 1) === '\\') plain = this.#text.lastIndexOf(quote, plain - 1);
		this.#last.set(quote, { plain, any });
		return { plain, any };
	}
}
