import { AsyncDirective } from 'lit-html/async-directive.js';
import { directive } from 'lit-html/directive.js';
import type { DirectiveResult } from 'lit-html/directive.js';
import type { TemplateResult } from 'lit-html';

/** Draws a part from its state; `change` replaces what it names and draws the part again. */
type Draw<State> = (state: State, change: (part: Partial<State>) => void) => TemplateResult;

/**
 * A part of the page with a state of its own, which lives as long as the part stands in the page.
 *
 * @param initial - The state when the part comes into the page; later values are not looked at.
 */
export function withState<State extends object>(initial: State, draw: Draw<State>): DirectiveResult {
	return partWithState(initial, draw as Draw<object>);
}

class PartWithState extends AsyncDirective {
	#state: object | undefined;
	#draw: Draw<object> | undefined;

	override render(initial: object, draw: Draw<object>): TemplateResult {
		this.#state ??= initial;
		this.#draw = draw;
		return draw(this.#state, part => this.#change(part));
	}

	#change(part: object): void {
		if (this.#state === undefined || this.#draw === undefined) return;
		this.#state = { ...this.#state, ...part };
		if (this.isConnected) this.setValue(this.#draw(this.#state, next => this.#change(next)));
	}
}

const partWithState = directive(PartWithState);
