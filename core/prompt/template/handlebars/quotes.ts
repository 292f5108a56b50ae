/** Finds the end of texts in quotes and of segments in brackets, in a time that does not depend on how many of them are never closed. */
export class QuoteFinder {
	private readonly text: string;
	private readonly last = new Map<string, number>();

	constructor(text: string) {
		this.text = text;
	}

	/** The place of the `quote` that ends what starts at `start`. One behind a backslash ends it only when no other does. */
	closingQuote(start: number, quote: string): number | undefined {
		if (start < this.lastPlain(quote)) {
			let end = this.text.indexOf(quote, start + 1);
			while (this.text.charAt(end - 1) === '\\') end = this.text.indexOf(quote, end + 1);
			return end;
		}
		const escaped = this.text.lastIndexOf(quote);
		return escaped > start ? escaped : undefined;
	}

	/** The place of the last quote without a backslash before it. */
	private lastPlain(quote: string): number {
		const known = this.last.get(quote);
		if (known !== undefined) return known;
		let last = this.text.lastIndexOf(quote);
		while (last > 0 && this.text.charAt(last - 1) === '\\') last = this.text.lastIndexOf(quote, last - 1);
		this.last.set(quote, last);
		return last;
	}
}
