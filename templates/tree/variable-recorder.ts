import type { TextRange } from '../text/text-range.ts';
import type { TemplateTree, VariableDefinition, VariableUse } from './template-tree.ts';

type Recorded<Item> = { -readonly [Key in keyof Item]: Item[Key] };

interface NewDefinition {
	readonly name: string;
	readonly range: TextRange;
	readonly kind: VariableDefinition['kind'];
	readonly scope: TextRange;
}

interface NewUse {
	readonly name: string;
	readonly range: TextRange;
	readonly attributes: readonly string[];
	readonly definition: VariableDefinition | undefined;
	/** Every variable the use may read; they become one. */
	readonly variables: readonly number[];
	/** False for a use in a tag with a problem. */
	readonly isCertain: boolean;
}

/** Collects the uses and definitions of one template, and which of them belong to the same variable. */
export class VariableRecorder {
	readonly #uses: Recorded<VariableUse>[] = [];
	readonly #uncertainUses: Recorded<VariableUse>[] = [];
	readonly #definitions: Recorded<VariableDefinition>[] = [];
	readonly #engineDefinitions: Recorded<VariableDefinition>[] = [];
	readonly #inputs = new Map<string, number>();
	/** A forest: each variable points to one it was found to be the same as, or to itself. */
	readonly #sameAs: number[] = [];
	/** True once two variables were found to be one; before, none has to be looked up. */
	#hasMerged = false;

	newVariable(): number {
		return this.#sameAs.push(this.#sameAs.length) - 1;
	}

	/** The variable that stands for the value the caller gives under `name`. */
	inputVariable(name: string): number {
		let variable = this.#inputs.get(name);
		if (variable === undefined) this.#inputs.set(name, (variable = this.newVariable()));
		return variable;
	}

	define(definition: NewDefinition, variable: number): VariableDefinition {
		const recorded = { ...definition, variable };
		(definition.kind === 'engine' ? this.#engineDefinitions : this.#definitions).push(recorded);
		return recorded;
	}

	use({ name, range, attributes, definition, variables, isCertain }: NewUse): void {
		const variable = variables[0] ?? this.inputVariable(name);
		if (variables.length > 1) this.#merge(variables, variable);
		(isCertain ? this.#uses : this.#uncertainUses).push({ name, range, attributes, definition, variable });
	}

	finish(): Pick<TemplateTree, 'uses' | 'uncertainUses' | 'definitions'> {
		const uses = this.#uses;
		const uncertainUses = this.#uncertainUses;
		const definitions = this.#definitions;
		if (this.#hasMerged) {
			for (const list of [uses, uncertainUses, definitions, this.#engineDefinitions]) {
				for (const item of list) item.variable = this.#find(item.variable);
			}
		}
		for (const list of [uses, uncertainUses, definitions]) if (!isInOrder(list)) list.sort((a, b) => a.range.start - b.range.start);
		return { uses, uncertainUses, definitions };
	}

	#merge(variables: readonly number[], first: number): void {
		this.#hasMerged = true;
		for (const other of variables) this.#sameAs[this.#find(other)] = this.#find(first);
	}

	#find(variable: number): number {
		let root = variable;
		for (let next = this.#sameAs[root]; next !== undefined && next !== root; next = this.#sameAs[root]) {
			this.#sameAs[root] = this.#sameAs[next] ?? next;
			root = next;
		}
		return root;
	}
}

function isInOrder(list: readonly { readonly range: TextRange }[]): boolean {
	let previous = 0;
	for (const { range } of list) {
		if (range.start < previous) return false;
		previous = range.start;
	}
	return true;
}
