import type { Value } from '../../python/value.ts';

/** The names of one body while it runs. What is assigned in it is not seen outside. */
export class Frame {
	readonly #parent: Frame | undefined;
	readonly #values = new Map<string, Value>();

	constructor(parent: Frame | undefined) {
		this.#parent = parent;
	}

	get(name: string): Value | undefined {
		const value = this.#values.get(name);
		return value === undefined ? this.#parent?.get(name) : value;
	}

	set(name: string, value: Value): void {
		this.#values.set(name, value);
	}

	/** What was assigned in this very frame. */
	own(name: string): Value | undefined {
		return this.#values.get(name);
	}
}
