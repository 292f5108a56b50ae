import { setImmediate } from 'node:timers/promises';

/** How long short pieces of work may follow each other, in milliseconds: less than a person notices. */
const longest = 20;

/** Lets signals, messages and other work in between many short pieces of work that would each be too short to wait for. */
export class Turns {
	#since = performance.now();

	/** To be awaited before each piece: waits for the next turn of the event loop once this one is long enough. */
	async next(): Promise<void> {
		if (performance.now() - this.#since < longest) return;
		await setImmediate();
		this.#since = performance.now();
	}
}
