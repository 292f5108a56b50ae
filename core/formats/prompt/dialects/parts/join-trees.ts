import type { Problem } from '../../../../base/problem.ts';
import type { TemplateLanguage, TemplateNode, TemplateTree, VariableDefinition, VariableUse } from '../../../../../templates/api.ts';

/** Trees of parts of one file, in order, as a single tree: what lies between two parts is text. */
export function joinTrees(language: TemplateLanguage, trees: readonly TemplateTree[]): TemplateTree {
	const nodes: TemplateNode[] = [];
	const problems: Problem[] = [];
	const variables = new VariableNumbers();
	let position = trees[0]?.range.start ?? 0;
	for (const tree of trees) {
		if (position < tree.range.start) nodes.push({ kind: 'text', range: { start: position, end: tree.range.start } });
		nodes.push(...tree.nodes);
		problems.push(...tree.problems);
		variables.add(tree);
		position = tree.range.end;
	}
	return {
		language,
		range: { start: trees[0]?.range.start ?? 0, end: position },
		nodes,
		problems,
		uses: variables.uses,
		uncertainUses: variables.uncertainUses,
		definitions: variables.definitions,
		references: trees.flatMap(tree => tree.references),
	};
}

/** Numbers the variables of several trees anew. An input is one variable in all of them, what a text defines is its own. */
class VariableNumbers {
	readonly uses: VariableUse[] = [];
	readonly uncertainUses: VariableUse[] = [];
	readonly definitions: VariableDefinition[] = [];
	readonly #inputs = new Map<string, number>();
	#next = 0;

	add(tree: TemplateTree): void {
		const numbers = new Map<number, number>();
		for (const use of [...tree.uses, ...tree.uncertainUses]) {
			if (use.definition !== undefined || numbers.has(use.variable)) continue;
			const known = this.#inputs.get(use.name) ?? this.#next++;
			this.#inputs.set(use.name, known);
			numbers.set(use.variable, known);
		}
		const numberOf = (variable: number): number => {
			const number = numbers.get(variable) ?? this.#next++;
			numbers.set(variable, number);
			return number;
		};
		const define = (definition: VariableDefinition): VariableDefinition => ({ ...definition, variable: numberOf(definition.variable) });
		const bind = (use: VariableUse): VariableUse => ({
			...use,
			variable: numberOf(use.variable),
			definition: use.definition && define(use.definition),
		});
		this.uses.push(...tree.uses.map(bind));
		this.uncertainUses.push(...tree.uncertainUses.map(bind));
		this.definitions.push(...tree.definitions.map(define));
	}
}
