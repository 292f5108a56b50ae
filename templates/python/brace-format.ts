import { parseFString } from '../parse/f-string/parse-f-string.ts';
import type { Expression, OutputNode } from '../tree/template-tree.ts';
import type { TextRange } from '../text/text-range.ts';
import type { RenderBudget } from '../render/render-budget.ts';
import { RenderError } from '../render/render-error.ts';
import { typeName } from './collection.ts';
import { formatValue } from './format-specification.ts';
import { asciiSource, sourceOf } from './python-text.ts';
import { Dictionary, numberOf, Tuple, Undefined } from './value.ts';
import type { CallArguments, Value } from './value.ts';

/** `text.format(…)` of Python. */
export function formatFields(text: string, given: CallArguments, budget: RenderBudget): string {
	const { nodes, problems } = parseFString(text);
	const [problem] = problems;
	if (problem !== undefined) throw new RenderError(problem.message);
	const writer = new FieldWriter(text, given, budget);
	const parts = nodes.map(node =>
		node.kind === 'output' ? writer.field(node) : unescapeBraces(text.slice(node.range.start, node.range.end)),
	);
	budget.build(parts.reduce((sum, part) => sum + part.length, 0));
	return parts.join('');
}

/** The characters that doubled braces stand for. */
export function unescapeBraces(text: string): string {
	return text.replaceAll('{{', '{').replaceAll('}}', '}');
}

/** Writes the fields of one text. A value that is not given is named as undefined. */
export class FieldWriter {
	readonly #text: string;
	readonly #given: CallArguments;
	readonly #budget: RenderBudget;
	/** How to take a name that is not given. */
	readonly #onMissing: (name: string, range: TextRange) => Value;
	#nextPosition = 0;

	constructor(text: string, given: CallArguments, budget: RenderBudget, onMissing: (name: string, range: TextRange) => Value = refuse) {
		this.#text = text;
		this.#given = given;
		this.#budget = budget;
		this.#onMissing = onMissing;
	}

	/** The text of one field. */
	field({ expression, range }: OutputNode): string {
		const subject = expression.kind === 'filter' ? expression.operand : expression;
		const value = this.#valueOf(subject);
		const [, conversion, specification = ''] =
			/^(?:!([ars]))?(?::([^]*))?$/.exec(this.#text.slice(subject.range.end, range.end - 1)) ?? [];
		const nested =
			expression.kind === 'filter'
				? formatFields(
						specification,
						{ positional: this.#given.positional.slice(this.#nextPosition), named: this.#given.named },
						this.#budget,
					)
				: specification;
		return formatValue(this.#converted(value, conversion), nested, this.#budget);
	}

	#converted(value: Value, conversion: string | undefined): Value {
		if (conversion === 's') return formatValue(value, '', this.#budget);
		if (conversion === 'r') return sourceOf(value, this.#budget);
		return conversion === 'a' ? asciiSource(sourceOf(value, this.#budget)) : value;
	}

	#valueOf(expression: Expression): Value {
		if (expression.kind === 'name') return this.#named(expression.name, expression.range);
		if (expression.kind === 'literal') return this.#positional(expression.value);
		if (expression.kind === 'attribute')
			return this.#partOf(this.#valueOf(expression.object), expression.name, this.#isIndex(expression.nameRange));
		if (expression.kind === 'index' && expression.index.kind === 'literal') {
			return this.#partOf(this.#valueOf(expression.object), expression.index.value, true);
		}
		throw new RenderError('This field cannot be read. Correct its name.', expression.range);
	}

	#named(name: string, range: TextRange): Value {
		const value = this.#given.named.get(name);
		return value === undefined ? this.#onMissing(name, range) : value;
	}

	#positional(written: string | number | boolean | null): Value {
		const value = this.#given.positional[typeof written === 'number' ? written : this.#nextPosition++];
		if (value === undefined)
			throw new RenderError('This field refers to a value by its position, but there is none. Write the name of an input.');
		return value;
	}

	#partOf(object: Value, key: string | number | boolean | null, isIndex: boolean): Value {
		if (object instanceof Undefined) return object;
		const index = typeof key === 'string' ? undefined : numberOf(key);
		const items = Array.isArray(object) ? object : object instanceof Tuple ? object.items : undefined;
		const part = !isIndex
			? undefined
			: object instanceof Dictionary
				? object.get(key)
				: index === undefined
					? undefined
					: items?.[index];
		if (part !== undefined) return part;
		const advice = !isIndex && object instanceof Dictionary ? ` Write \`[${String(key)}]\` for an entry.` : ' Correct the name.';
		throw new RenderError(`\`${String(key)}\` cannot be read from ${typeName(object)}.${advice}`);
	}

	#isIndex(nameRange: TextRange): boolean {
		return this.#text.charAt(nameRange.start - 1) === '[';
	}
}

function refuse(name: string): Value {
	throw new RenderError(`\`${name}\` has no value. Give it one.`);
}
