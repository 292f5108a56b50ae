import type { Problem } from '../text/problem.ts';
import type { TextRange } from '../text/text-range.ts';
import { TreeBuilder } from './tree-builder.ts';
import type { Expression, TemplateLanguage, TemplateNode, TemplateTree } from './template-tree.ts';
import { partsOfExpression } from './template-walk.ts';
import { VariableRecorder } from './variable-recorder.ts';

/** Collects the tree of a language without blocks, in which every name is an input unless the engine gives it. */
export class FlatTemplate {
	readonly #language: TemplateLanguage;
	readonly #range: TextRange;
	readonly #builder: TreeBuilder;
	readonly #recorder = new VariableRecorder();
	readonly #problems: Problem[] = [];

	constructor(language: TemplateLanguage, range: TextRange) {
		this.#language = language;
		this.#range = range;
		this.#builder = new TreeBuilder(range);
	}

	add(node: TemplateNode): void {
		this.#builder.add(node);
	}

	/** Adds a value that is printed, and the names in it; not certain when its tag has a problem. */
	addOutput(range: TextRange, expression: Expression, isCertain = true): void {
		this.#builder.add({ kind: 'output', range, expression });
		for (const { name, range: place, attributes } of namesIn(expression)) {
			this.#recorder.use({ name, range: place, attributes, definition: undefined, variables: [], isCertain });
		}
	}

	/** Adds a value that is printed and that the engine itself gives. */
	addEngineOutput(range: TextRange, expression: Extract<Expression, { kind: 'name' }>): void {
		this.#builder.add({ kind: 'output', range, expression });
		const { name, range: place } = expression;
		const start = { start: this.#range.start, end: this.#range.start };
		const variable = this.#recorder.newVariable();
		const definition = this.#recorder.define({ name, range: start, kind: 'engine', scope: this.#range }, variable);
		this.#recorder.use({ name, range: place, attributes: [], definition, variables: [variable], isCertain: true });
	}

	report(problem: Problem): void {
		this.#problems.push(problem);
	}

	finish(): TemplateTree {
		const language = this.#language;
		const range = this.#range;
		const builder = this.#builder;
		const recorder = this.#recorder;
		const problems = this.#problems.sort((a, b) => a.range.start - b.range.start);
		return { language, range, nodes: builder.finish(), problems, ...recorder.finish(), references: [] };
	}
}

interface ReadName {
	readonly name: string;
	readonly range: TextRange;
	readonly attributes: readonly string[];
}

/** The names a value is made of. What is called is a function of the engine, not a name. */
function namesIn(expression: Expression): readonly ReadName[] {
	const path = pathOf(expression);
	if (path !== undefined) return [path];
	if (expression.kind === 'call') return expression.arguments.flatMap(({ value }) => namesIn(value));
	return partsOfExpression(expression).flatMap(namesIn);
}

/** `a.b["c"]` as a name and what is read from it. */
function pathOf(expression: Expression): ReadName | undefined {
	if (expression.kind === 'name') return { name: expression.name, range: expression.range, attributes: [] };
	if (expression.kind !== 'attribute') return undefined;
	const object = pathOf(expression.object);
	return object && { ...object, attributes: [...object.attributes, expression.name] };
}
