/** A question that was put to `git cat-file --batch`. */
interface Question {
	readonly name: string;
	readonly byteLimit: number;
	/** Called once, with undefined for whatever is not a blob within the limit. */
	answer(bytes: Buffer | undefined): void;
}

/**
 * Reads the output of `git cat-file --batch`: for each object `<id> <type> <size>`, a line end, its bytes and a line
 * end, or `<name> missing` and a line end. The name is known, so that one with line breaks in it reads as well.
 */
export class BatchOutput {
	readonly #questions: Question[] = [];
	#buffer: Buffer = Buffer.alloc(0);
	/** The object whose bytes are being received, line end included. */
	#body: { readonly size: number; readonly isWanted: boolean; readonly chunks: Buffer[]; received: number } | undefined;

	/** The next answer belongs to this question. */
	expect(question: Question): void {
		this.#questions.push(question);
	}

	add(chunk: Buffer): void {
		this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
		while (this.#body === undefined ? this.#readHeader() : this.#readBody());
	}

	/** True when a whole header was read. */
	#readHeader(): boolean {
		const question = this.#questions[0];
		if (question === undefined || this.#buffer.length === 0) return false;
		const name = Buffer.from(question.name);
		if (this.#buffer.length < name.length && this.#buffer.equals(name.subarray(0, this.#buffer.length))) return false;
		const isEcho = this.#buffer.subarray(0, name.length).equals(name);
		const end = this.#buffer.indexOf('\n', isEcho ? name.length : 0);
		if (end === -1) return false;
		const header = this.#buffer.toString('utf8', 0, end);
		this.#buffer = this.#buffer.subarray(end + 1);
		const object = /^[0-9a-f]+ (\w+) (\d+)$/.exec(header);
		if (object === null) {
			this.#answer(undefined);
			return true;
		}
		const size = Number(object[2]);
		this.#body = { size, isWanted: object[1] === 'blob' && size <= question.byteLimit, chunks: [], received: 0 };
		return true;
	}

	/** True when the whole body was read. Unwanted bytes are dropped as they come. */
	#readBody(): boolean {
		const body = this.#body;
		if (body === undefined) return false;
		const taken = this.#buffer.subarray(0, body.size + 1 - body.received);
		this.#buffer = this.#buffer.subarray(taken.length);
		body.received += taken.length;
		if (body.isWanted) body.chunks.push(taken);
		if (body.received <= body.size) return false;
		this.#body = undefined;
		this.#answer(body.isWanted ? Buffer.concat(body.chunks).subarray(0, body.size) : undefined);
		return true;
	}

	#answer(bytes: Buffer | undefined): void {
		this.#questions.shift()?.answer(bytes);
	}
}
