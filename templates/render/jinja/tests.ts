import { itemsIfAny, lengthOf, typeName } from '../../python/collection.ts';
import { textOf } from '../../python/python-text.ts';
import { Callable, Dictionary, isFloat, Members, numberOf, Tuple, Undefined } from '../../python/value.ts';
import type { CallArguments, Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import type { FilterContext } from './filters/filter.ts';
import { isIn, operate } from './operators.ts';

/** What stands behind `is`. */
export type JinjaTest = (value: Value, given: CallArguments, context: FilterContext) => boolean;

/** The tests of Jinja 3.1 but for `escaped`, and for those that ask which filters and tests there are. */
export const jinjaTests: ReadonlyMap<string, JinjaTest> = new Map<string, JinjaTest>([
	...comparison('!=', 'ne'),
	...comparison('<', 'lt', 'lessthan'),
	...comparison('<=', 'le'),
	...comparison('==', 'eq', 'equalto'),
	...comparison('>', 'gt', 'greaterthan'),
	...comparison('>=', 'ge'),
	['boolean', value => typeof value === 'boolean'],
	// An undefined value of Jinja can be called, which is then an error.
	[
		'callable',
		value => value instanceof Callable || value instanceof Undefined || (value instanceof Members && value.call !== undefined),
	],
	['defined', value => !(value instanceof Undefined)],
	['divisibleby', (value, given, { budget }) => operate('%', [value, argumentOf('divisibleby', given)], budget) === 0],
	['even', (value, _given, { budget }) => numberOf(operate('%', [value, 2], budget)) === 0],
	['false', value => value === false],
	['float', isFloat],
	['in', (value, given, { budget }) => isIn(value, argumentOf('in', given), budget)],
	['integer', value => typeof value === 'number' && Number.isInteger(value)],
	['iterable', value => itemsIfAny(value) !== undefined],
	['lower', (value, _given, { budget }) => isOneCase(textOf(value, budget), text => text.toLowerCase())],
	['mapping', value => value instanceof Dictionary],
	['none', value => value === null],
	['number', value => numberOf(value) !== undefined],
	['odd', (value, _given, { budget }) => numberOf(operate('%', [value, 2], budget)) === 1],
	['sameas', (value, given) => isSame(value, argumentOf('sameas', given))],
	['sequence', value => lengthOf(value) !== undefined],
	['string', value => typeof value === 'string'],
	['true', value => value === true],
	['undefined', value => value instanceof Undefined],
	['upper', (value, _given, { budget }) => isOneCase(textOf(value, budget), text => text.toUpperCase())],
]);

function comparison(operator: string, ...names: readonly string[]): readonly (readonly [string, JinjaTest])[] {
	return [operator, ...names].map(name => [
		name,
		(value, given, { budget }) => operate(operator, [value, argumentOf(name, given)], budget) === true,
	]);
}

function argumentOf(test: string, { positional: [first, ...others], named }: CallArguments): Value {
	if (first !== undefined && others.length === 0 && named.size === 0) return first;
	throw new RenderError(`The test \`${test}\` needs one value to compare with. Write it after the test.`);
}

function isOneCase(text: string, convert: (text: string) => string): boolean {
	return text === convert(text) && text.toLowerCase() !== text.toUpperCase();
}

/** Python's `is`: one value, not one like it. */
function isSame(value: Value, other: Value): boolean {
	if (typeof value === 'object' && value !== null && !(value instanceof Tuple)) return value === other;
	return typeName(value) === typeName(other) && value === other;
}
