/** What a process prints, its beginning and its end. Of more than both limits together the middle is left out. */
export class BoundedLog {
	readonly #headLimit: number;
	readonly #tailLimit: number;
	#head = Buffer.alloc(0);
	#tail = Buffer.alloc(0);
	#droppedLength = 0;

	/** Limits in bytes. However large the chunks are that arrive, no more than both together are kept. */
	constructor(headLimit: number, tailLimit: number) {
		this.#headLimit = headLimit;
		this.#tailLimit = tailLimit;
	}

	append(chunk: Buffer): void {
		const room = this.#headLimit - this.#head.length;
		if (room > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)]);
		if (chunk.length <= room) return;
		const rest = Buffer.concat([this.#tail, chunk.subarray(room)]);
		const dropped = Math.max(0, rest.length - this.#tailLimit);
		this.#tail = rest.subarray(dropped);
		this.#droppedLength += dropped;
	}

	/** Bytes that are no UTF-8 read as U+FFFD. */
	text(): string {
		if (this.#droppedLength === 0) return Buffer.concat([this.#head, this.#tail]).toString('utf8');
		return `${this.#head.toString('utf8')}\n[… ${this.#droppedLength} bytes left out …]\n${this.#tail.toString('utf8')}`;
	}
}
