/** What a process prints, its beginning and its end. Of more than both limits together the middle is left out. */
export class BoundedLog {
	readonly #headLimit: number;
	readonly #tailLimit: number;
	#head = Buffer.alloc(0);
	#tail: Buffer[] = [];
	#tailLength = 0;
	#droppedLength = 0;

	/** Limits in bytes. */
	constructor(headLimit: number, tailLimit: number) {
		this.#headLimit = headLimit;
		this.#tailLimit = tailLimit;
	}

	append(chunk: Buffer): void {
		const room = this.#headLimit - this.#head.length;
		if (room > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)]);
		if (chunk.length <= room) return;
		const rest = chunk.subarray(room);
		this.#tail.push(rest);
		this.#tailLength += rest.length;
		while (this.#tailLength - (this.#tail[0]?.length ?? 0) >= this.#tailLimit) {
			const dropped = this.#tail.shift()?.length ?? 0;
			this.#tailLength -= dropped;
			this.#droppedLength += dropped;
		}
	}

	/** Bytes that are no UTF-8 read as U+FFFD. */
	text(): string {
		const gap = this.#droppedLength === 0 ? '' : `\n[… ${this.#droppedLength} bytes left out …]\n`;
		if (gap === '') return Buffer.concat([this.#head, ...this.#tail]).toString('utf8');
		return this.#head.toString('utf8') + gap + Buffer.concat(this.#tail).toString('utf8');
	}
}
