import { itemsIfAny, lengthOf, typeName } from '../../python/collection.ts';
import { compareValues, isEqual } from '../../python/compare.ts';
import { percentFormat } from '../../python/percent-format.ts';
import { textOf } from '../../python/python-text.ts';
import { Dictionary, floatOf, isFloat, numberOf, Tuple, Undefined } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import type { RenderBudget } from '../render-budget.ts';
import { RenderError } from '../render-error.ts';

/** `left operator right` for every operator but `and` and `or`, which may not look at the right side. */
export function operate(operator: string, [left, right]: readonly [Value, Value], budget: RenderBudget): Value {
	budget.spend();
	if (operator === '~') return concatenate(textOf(left, budget), textOf(right, budget), budget);
	const compare = comparisons.get(operator);
	if (compare !== undefined) return compare(left, right, budget);
	for (const operand of [left, right]) refuseUndefined(operand);
	if (operator === '+') return add(left, right, budget);
	if (operator === '*') return multiply(left, right, budget);
	if (operator === '%' && typeof left === 'string') return percentFormat(left, right, budget);
	return calculate(operator, left, right);
}

/** `left + right` of numbers, texts, lists and tuples. */
export function add(left: Value, right: Value, budget: RenderBudget): Value {
	if (typeof left === 'string' && typeof right === 'string') return concatenate(left, right, budget);
	if (Array.isArray(left) && Array.isArray(right)) {
		budget.build(left.length + right.length);
		return [...left, ...right];
	}
	if (left instanceof Tuple && right instanceof Tuple) {
		budget.build(left.items.length + right.items.length);
		return new Tuple([...left.items, ...right.items]);
	}
	return calculate('+', left, right);
}

/** `-value` and `+value`. */
export function signed(operator: string, value: Value): Value {
	refuseUndefined(value);
	const number = numberOf(value);
	if (number === undefined)
		throw new RenderError(`\`${operator}\` needs a number, but this is ${typeName(value)}. Convert it with \`|int\`.`);
	const result = operator === '-' ? -number : number;
	return isFloat(value) ? floatOf(result) : result + 0;
}

type Comparison = (left: Value, right: Value, budget: RenderBudget) => boolean;

const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
	['==', isEqual],
	['!=', (left, right, budget) => !isEqual(left, right, budget)],
	['<', (left, right, budget) => ordered(left, right, budget) < 0],
	['<=', (left, right, budget) => ordered(left, right, budget) <= 0],
	['>', (left, right, budget) => ordered(left, right, budget) > 0],
	['>=', (left, right, budget) => ordered(left, right, budget) >= 0],
	['in', (left, right, budget) => isIn(left, right, budget)],
	['not in', (left, right, budget) => !isIn(left, right, budget)],
]);

function ordered(left: Value, right: Value, budget: RenderBudget): number {
	for (const operand of [left, right]) refuseUndefined(operand);
	return compareValues(left, right, budget);
}

/** `item in collection`. */
export function isIn(item: Value, collection: Value, budget: RenderBudget): boolean {
	if (typeof collection === 'string') {
		if (typeof item === 'string') return collection.includes(item);
		throw new RenderError(`Only a text can be \`in\` a text, but this is ${typeName(item)}. Convert it with \`|string\`.`);
	}
	if (collection instanceof Dictionary) return collection.has(item);
	const items = itemsIfAny(collection);
	if (items === undefined) throw new RenderError(`\`in\` does not work on ${typeName(collection)}. Use a list, a dictionary or a text.`);
	return items.some(other => isEqual(item, other, budget));
}

function concatenate(left: string, right: string, budget: RenderBudget): string {
	budget.build(left.length + right.length);
	return left + right;
}

function multiply(left: Value, right: Value, budget: RenderBudget): Value {
	const [repeated, factor] = isRepeatable(left) ? [left, right] : [right, left];
	if (!isRepeatable(repeated)) return calculate('*', left, right);
	const count = numberOf(factor);
	if (count === undefined || isFloat(factor))
		throw new RenderError('A text or list can only be repeated a whole number of times. Convert the other side with `|int`.');
	const times = Math.max(0, count);
	budget.build((lengthOf(repeated) ?? 0) * times);
	if (typeof repeated === 'string') return repeated.repeat(times);
	if (Array.isArray(repeated)) return Array.from({ length: times }, () => repeated).flat();
	return new Tuple(Array.from({ length: times }, () => repeated.items).flat());
}

function isRepeatable(value: Value): value is string | Value[] | Tuple {
	return typeof value === 'string' || Array.isArray(value) || value instanceof Tuple;
}

function calculate(operator: string, left: Value, right: Value): Value {
	const [one, other] = [numberOf(left), numberOf(right)];
	if (one === undefined || other === undefined) {
		throw new RenderError(`\`${operator}\` does not work on ${typeName(left)} and ${typeName(right)}. Convert one of them.`);
	}
	if (other === 0 && ['/', '//', '%'].includes(operator))
		throw new RenderError('A number cannot be divided by zero. Test the divisor first.');
	const result = resultOf(operator, one, other);
	if (isFloat(left) || isFloat(right) || operator === '/' || (operator === '**' && other < 0)) return floatOf(result);
	if (!Number.isSafeInteger(result))
		throw new RenderError('The number is too large for a preview to calculate exactly. Use smaller numbers.');
	return result + 0;
}

function resultOf(operator: string, left: number, right: number): number {
	switch (operator) {
		case '+':
			return left + right;
		case '-':
			return left - right;
		case '*':
			return left * right;
		case '/':
			return left / right;
		case '//':
			return Math.floor(left / right);
		case '%':
			return left % right === 0 ? 0 : (left % right) + (left % right < 0 === right < 0 ? 0 : right);
		case '**':
			return powerOf(left, right);
		default:
			throw new RenderError(`\`${operator}\` is not an operator of Jinja. Remove it.`);
	}
}

function powerOf(base: number, exponent: number): number {
	if (base === 0 && exponent < 0) throw new RenderError('Zero has no negative power. Test the number first.');
	const power = base ** exponent;
	if (Number.isNaN(power)) throw new RenderError('The power is not a real number. Use another base or exponent.');
	return power;
}

function refuseUndefined(value: Value): void {
	if (value instanceof Undefined)
		throw new RenderError(`${value.reason}, so it cannot be used in a calculation. Give it a value, or use \`|default\`.`);
}
