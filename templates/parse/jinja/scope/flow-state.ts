import type { VariableDefinition } from '../../../tree/template-tree.ts';

/** What is known of a name at one place of a body. */
export interface FlowValue {
	/** The nearest assignment before this place. */
	readonly definition: VariableDefinition;
	/** True when every way to this place went through an assignment. */
	readonly isCertain: boolean;
}

/** Which names of one body have been assigned on the way to a place in it. */
export class FlowState {
	readonly #layers: Map<string, FlowValue>[] = [new Map<string, FlowValue>()];

	get(name: string): FlowValue | undefined {
		for (let index = this.#layers.length - 1; index >= 0; index--) {
			const value = this.#layers[index]?.get(name);
			if (value !== undefined) return value;
		}
		return undefined;
	}

	assign(name: string, definition: VariableDefinition): void {
		this.#layers.at(-1)?.set(name, { definition, isCertain: true });
	}

	/** Runs the branches, of which one is taken, or none unless `isExhaustive`, and joins what they assign. */
	branch(branches: readonly (() => void)[], isExhaustive: boolean): void {
		const outcomes = branches.map(run => {
			const layer = new Map<string, FlowValue>();
			this.#layers.push(layer);
			run();
			this.#layers.pop();
			return layer;
		});
		const names = new Set(outcomes.flatMap(outcome => [...outcome.keys()]));
		for (const name of names) {
			const before = this.get(name);
			const values = outcomes.map(outcome => outcome.get(name) ?? before);
			const definition = outcomes.findLast(outcome => outcome.has(name))?.get(name)?.definition;
			if (definition === undefined) continue;
			const isCertain = values.every(value => value?.isCertain === true) && (isExhaustive || before?.isCertain === true);
			this.#layers.at(-1)?.set(name, { definition, isCertain });
		}
	}
}
