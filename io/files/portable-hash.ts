import { createHash } from 'node:crypto';

/**
 * The SHA-256 that a file has on every machine, whatever line ends its checkout has: of a text with CRLF as LF. Bytes with a NUL among
 * them are no text, for Git neither, and count as they are. Takes in a file of any size piece by piece.
 */
export class PortableHash {
	readonly #asIs = createHash('sha256');
	readonly #asText = createHash('sha256');
	#isText = true;
	/** The last piece ended in a carriage return, which is not counted before the next byte is known. */
	#isReturnOpen = false;

	update(chunk: Buffer): void {
		this.#asIs.update(chunk);
		this.#isText &&= !chunk.includes(0);
		if (this.#isText && chunk.length > 0) this.#addText(chunk);
	}

	/** In lower-case hex. Called once. */
	digest(): string {
		if (!this.#isText) return this.#asIs.digest('hex');
		if (this.#isReturnOpen) this.#asText.update('\r');
		return this.#asText.digest('hex');
	}

	#addText(chunk: Buffer): void {
		if (this.#isReturnOpen && chunk[0] !== lineFeed) this.#asText.update('\r');
		this.#isReturnOpen = chunk.at(-1) === carriageReturn;
		const end = this.#isReturnOpen ? chunk.length - 1 : chunk.length;
		let start = 0;
		for (let at = chunk.indexOf('\r\n'); at !== -1; at = chunk.indexOf('\r\n', at + 2)) {
			this.#asText.update(chunk.subarray(start, at));
			start = at + 1;
		}
		this.#asText.update(chunk.subarray(start, end));
	}
}

const lineFeed = 10;
const carriageReturn = 13;
