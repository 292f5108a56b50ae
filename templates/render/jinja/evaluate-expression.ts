import type { Argument, Expression } from '../../tree/template-tree.ts';
import { attributeOf, itemOf } from '../../python/attributes.ts';
import { isTrue, itemsOf, typeName } from '../../python/collection.ts';
import { Callable, Dictionary, floatOf, Members, numberOf, Tuple, Undefined, valueOr } from '../../python/value.ts';
import type { CallArguments, Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import type { Frame } from './frame.ts';
import type { JinjaEngine } from './jinja-engine.ts';
import { operate, signed } from './operators.ts';
import { sliceOf } from './slice-of.ts';
import { keyText } from '../../python/key-text.ts';

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'not in']);

/** Evaluates the expressions of one template. */
export class ExpressionEvaluator {
	readonly #engine: JinjaEngine;
	readonly #text: string;

	constructor(engine: JinjaEngine, text: string) {
		this.#engine = engine;
		this.#text = text;
	}

	/** The value of `expression`; `body` stands in the place of the operand that a block's filter does not name. */
	evaluate(expression: Expression, frame: Frame, body?: Value): Value {
		const { budget } = this.#engine;
		budget.spend();
		if (expression.kind === 'name') return this.#lookUp(expression, frame);
		if (expression.kind === 'literal') return this.#literal(expression);
		if (expression.kind === 'missing') return valueOr(body, new Undefined('This place is empty'));
		if (expression.kind === 'conditional') return this.#conditional(expression, frame);
		if ('items' in expression) {
			const items = expression.items.map(item => this.evaluate(item, frame));
			return expression.kind === 'list' ? items : new Tuple(items);
		}
		if (expression.kind === 'dictionary') return this.#dictionary(expression, frame);
		if (expression.kind === 'unary') return this.#unary(expression, frame);
		return this.#evaluateWithPlace(expression, frame, body);
	}

	/** The arguments of a call, filter or test. */
	argumentsOf(given: readonly Argument[], frame: Frame): CallArguments {
		const positional: Value[] = [];
		const named = new Map<string, Value>();
		for (const { name, spread, value } of given) {
			const argument = this.evaluate(value, frame);
			if (name !== undefined) named.set(name, argument);
			else if (spread === '*') positional.push(...itemsOf(argument));
			else if (spread === '**') for (const [key, entry] of entriesOf(argument)) named.set(key, entry);
			else positional.push(argument);
		}
		return { positional, named };
	}

	#evaluateWithPlace(
		expression: Of<'attribute' | 'index' | 'slice' | 'call' | 'filter' | 'test' | 'binary'>,
		frame: Frame,
		body: Value | undefined,
	): Value {
		const { budget } = this.#engine;
		switch (expression.kind) {
			case 'attribute': {
				const object = this.evaluate(expression.object, frame);
				return budget.at(expression.range, () => attributeOf(object, expression.name, budget));
			}
			case 'index':
				return this.#index(expression, frame);
			case 'slice':
				throw new RenderError('A slice is allowed in brackets only. Write it after a list.', expression.range);
			case 'call':
				return this.#call(expression, frame);
			case 'filter': {
				const value = this.evaluate(expression.operand, frame, body);
				const given = this.argumentsOf(expression.arguments, frame);
				return budget.at(expression.nameRange, () => this.#engine.filter(expression.name, value, given));
			}
			case 'test': {
				const value = this.evaluate(expression.operand, frame);
				const given = this.argumentsOf(expression.arguments, frame);
				return budget.at(expression.nameRange, () => this.#engine.test(expression.name, value, given)) !== expression.isNegated;
			}
			case 'binary':
				return this.#binary(expression, frame);
		}
	}

	#lookUp({ name, range }: Of<'name'>, frame: Frame): Value {
		const value = frame.get(name);
		if (value !== undefined) return value;
		return this.#engine.globals.get(name) ?? new Undefined(`\`${name}\` has no value`, { name, range });
	}

	#literal({ value, range }: Of<'literal'>): Value {
		if (typeof value !== 'number') return value;
		const written = this.#text.slice(range.start, range.end);
		return /^[^x]*[.e]/i.test(written) && !/^0[xob]/i.test(written) ? floatOf(value) : value;
	}

	#dictionary({ entries }: Of<'dictionary'>, frame: Frame): Value {
		return new Dictionary(entries.map(({ key, value }) => [this.evaluate(key, frame), this.evaluate(value, frame)] as const));
	}

	#unary({ operator, operand, range }: Of<'unary'>, frame: Frame): Value {
		const value = this.evaluate(operand, frame);
		return operator === 'not' ? !isTrue(value) : this.#engine.budget.at(range, () => signed(operator, value));
	}

	#conditional({ test, then, otherwise }: Of<'conditional'>, frame: Frame): Value {
		if (isTrue(this.evaluate(test, frame))) return this.evaluate(then, frame);
		return otherwise === undefined ? new Undefined('The condition is false and there is no `else`') : this.evaluate(otherwise, frame);
	}

	#index({ object, index, range }: Of<'index'>, frame: Frame): Value {
		const { budget } = this.#engine;
		const value = this.evaluate(object, frame);
		if (index.kind === 'slice') {
			const bounds = index.places.map((place, position) => [place, this.#evaluatePart(index.parts[position], frame)] as const);
			return budget.at(range, () => sliceOf(value, new Map(bounds), budget));
		}
		const key = this.evaluate(index, frame);
		return budget.at(range, () => itemOf(value, key, budget));
	}

	#evaluatePart(part: Expression | undefined, frame: Frame): Value {
		return part === undefined ? null : this.evaluate(part, frame);
	}

	#call({ callee, arguments: given, range }: Of<'call'>, frame: Frame): Value {
		const { budget } = this.#engine;
		const called = this.evaluate(callee, frame);
		const values = this.argumentsOf(given, frame);
		return budget.at(range, () => {
			const call = called instanceof Callable || called instanceof Members ? called.call : undefined;
			if (called instanceof Undefined)
				throw new RenderError(`${called.reason}, so it cannot be called. Define it, or pass the function of the host as an input.`);
			if (call === undefined)
				throw new RenderError(`Only functions and macros can be called, but this is ${typeName(called)}. Remove the parentheses.`);
			return budget.nested(() => call(values));
		});
	}

	#binary(expression: Of<'binary'>, frame: Frame): Value {
		const { operator, left, right, range } = expression;
		const { budget } = this.#engine;
		if (operator === 'and' || operator === 'or') {
			const value = this.evaluate(left, frame);
			return isTrue(value) === (operator === 'or') ? value : this.evaluate(right, frame);
		}
		if (comparisons.has(operator)) return this.#compare(expression, frame).outcome;
		const operands = [this.evaluate(left, frame), this.evaluate(right, frame)] as const;
		return budget.at(range, () => operate(operator, operands, budget));
	}

	/** `a < b < c` is true when both are, and looks at `b` once, as in Python. */
	#compare({ operator, left, right, range }: Of<'binary'>, frame: Frame): { readonly outcome: Value; readonly last: Value } {
		const { budget } = this.#engine;
		const chain =
			left.kind === 'binary' && comparisons.has(left.operator) && !this.#isClosedBehind(left)
				? this.#compare(left, frame)
				: undefined;
		if (chain !== undefined && !isTrue(chain.outcome)) return chain;
		const first = chain === undefined ? this.evaluate(left, frame) : chain.last;
		const last = this.evaluate(right, frame);
		return { outcome: budget.at(range, () => operate(operator, [first, last], budget)), last };
	}

	/** True for an expression in parentheses of its own, which the tree does not keep. */
	#isClosedBehind({ range }: Expression): boolean {
		const behind = /\s*\)/y;
		behind.lastIndex = range.end;
		return behind.test(this.#text);
	}
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] {
	if (!(value instanceof Dictionary))
		throw new RenderError(`\`**\` needs a dictionary, but this is ${typeName(value)}. Use a dictionary.`);
	return value.entries().map(([key, entry]) => {
		if (typeof key !== 'string' && numberOf(key) === undefined) throw new RenderError('The keys of `**` must be names. Use texts.');
		return [keyText(key), entry] as const;
	});
}
