import type { TextRange } from '../../text/text-range.ts';
import type { Expression, TemplateTree } from '../../tree/template-tree.ts';
import { Dictionary, Undefined, valueOr } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import { scriptTextOf } from '../script-text.ts';
import type { TemplateRenderer, TemplateRequest } from '../template-request.ts';
import { plainData } from '../plain-data.ts';

/**
 * The renderer of a language in which names are replaced and nothing else happens, as `{{name}}`, `{{$name}}` and `${input:name}` are.
 * `parse` is the parser of the language, `unescape` gives what stands for a piece of its text.
 */
export function placeholderRenderer(
	parse: (text: string, range: TextRange) => TemplateTree,
	unescape?: (text: string) => string,
): TemplateRenderer {
	return request => {
		const { text, range, output, budget } = request;
		const { nodes, problems } = parse(text, range);
		if (problems.length > 0) return problems;
		for (const node of nodes) {
			if (node.kind !== 'output') output.writeSource(node.range, unescape);
			else budget.at(node.range, () => output.write(print(node.expression, request)));
		}
		return [];
	};
}

function print(expression: Expression, { values, missing, budget }: TemplateRequest): string {
	if (expression.kind === 'call') {
		throw new RenderError('Only the host knows the result of a function of Semantic Kernel, so this cannot be rendered here.');
	}
	const value = valueOf(expression, values);
	if (!(value instanceof Undefined))
		return value instanceof Dictionary || Array.isArray(value) ? JSON.stringify(plainData(value)) : scriptTextOf(value, budget);
	return value.input === undefined ? '' : missing.textFor(value.input);
}

function valueOf(expression: Expression, values: ReadonlyMap<string, Value>): Value {
	if (expression.kind === 'literal') return expression.value;
	if (expression.kind === 'name') {
		const { name, range } = expression;
		return valueOr(values.get(name), new Undefined(`\`${name}\` has no value`, { name, range }));
	}
	if (expression.kind !== 'attribute') return new Undefined('This place is empty');
	const object = valueOf(expression.object, values);
	if (object instanceof Undefined) return object;
	return valueOr(
		object instanceof Dictionary ? object.get(expression.name) : undefined,
		new Undefined(`There is no \`${expression.name}\``),
	);
}
