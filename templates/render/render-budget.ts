import type { TextRange } from '../text/text-range.ts';
import { RenderError } from './render-error.ts';
import type { RenderLimits } from './render-limits.ts';

/** Counts what a rendering costs, and knows the words that cost it. Shared by a template and all it includes. */
export class RenderBudget {
	/** What is being evaluated: the place of an error that names none. */
	place: TextRange;
	readonly #limits: RenderLimits;
	#steps = 0;
	#depth = 0;

	constructor(limits: RenderLimits, place: TextRange) {
		this.#limits = limits;
		this.place = place;
	}

	/** Counts `count` steps. */
	spend(count = 1): void {
		this.#steps += count;
		if (this.#steps <= this.#limits.steps) return;
		throw new RenderError(
			`Rendering stopped after ${this.#limits.steps} steps, because a prompt needs far fewer. Shorten the loops or their lists.`,
		);
	}

	/** Refuses a text or list of that length before it is built. */
	allow(length: number): void {
		if (length <= this.#limits.length) return;
		throw new RenderError(
			`Rendering stopped at a text or list of more than ${this.#limits.length} characters or items, because a prompt needs far fewer. Repeat less.`,
		);
	}

	/** Counts the work of building a text or list of that length, and refuses one that is too long. */
	build(length: number): void {
		this.allow(length);
		this.spend(length / 200);
	}

	/** Runs `work` one level deeper. */
	nested<Outcome>(work: () => Outcome): Outcome {
		if (this.#depth >= this.#limits.depth) {
			throw new RenderError(
				`Rendering stopped ${this.#limits.depth} levels deep, because something calls or includes itself without end. Add a condition that ends it.`,
			);
		}
		this.#depth++;
		const outcome = work();
		this.#depth--;
		return outcome;
	}

	/** Runs `work` with `place` as the words that are to blame. */
	at<Outcome>(place: TextRange, work: () => Outcome): Outcome {
		const before = this.place;
		this.place = place;
		const outcome = work();
		this.place = before;
		return outcome;
	}
}
