import type { TextRange } from '../text/text-range.ts';
import { RenderError } from './render-error.ts';

/** An input that a rendering needs and was not given. */
export interface MissingInput {
	readonly name: string;
	/** Where it is read first. */
	readonly range: TextRange;
}

/**
 * What stands in the place of an input without a value: nothing, as the template engines print; a placeholder such as `‹tone›`, for a
 * preview; or no text at all, the input being a problem.
 */
export type MissingPolicy = 'empty' | 'placeholder' | 'refuse';

/** Notes the inputs that are printed or looped over without having a value. Asking whether one is there is no need of it. */
export class MissingInputs {
	readonly #policy: MissingPolicy;
	readonly #found = new Map<string, MissingInput>();

	constructor(policy: MissingPolicy) {
		this.#policy = policy;
	}

	get all(): readonly MissingInput[] {
		return [...this.#found.values()];
	}

	/** The text in its place. */
	textFor(input: MissingInput): string {
		if (!this.#found.has(input.name)) this.#found.set(input.name, input);
		if (this.#policy !== 'refuse') return this.#policy === 'placeholder' ? `‹${input.name}›` : '';
		throw new RenderError(
			`The input \`${input.name}\` has no value, so the prompt cannot be rendered. Add a value or a default.`,
			input.range,
		);
	}
}
