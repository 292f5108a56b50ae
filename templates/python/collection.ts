import { RenderError } from '../render/render-error.ts';
import { Callable, Dictionary, Float, Members, Tuple, Undefined } from './value.ts';
import type { Value } from './value.ts';
import { charactersOf } from './characters.ts';

/** The words for a value's type in messages, as Python has them. */
export function typeName(value: Value): string {
	if (value === null) return 'None';
	if (typeof value === 'string') return 'a text';
	if (typeof value === 'boolean') return 'a truth value';
	if (typeof value === 'number' || value instanceof Float) return 'a number';
	if (Array.isArray(value)) return 'a list';
	if (value instanceof Tuple) return 'a tuple';
	if (value instanceof Dictionary) return 'a dictionary';
	if (value instanceof Undefined) return 'undefined';
	return `\`${value.name}\``;
}

/** What a loop over `value` goes through: items, characters, the keys of a dictionary; nothing for an undefined value. */
export function itemsOf(value: Value): readonly Value[] {
	const items = itemsIfAny(value);
	if (items === undefined) throw new RenderError(`A loop needs a list, but this is ${typeName(value)}. Use a list.`);
	return items;
}

/** The items of a value that has some; undefined for the others. */
export function itemsIfAny(value: Value): readonly Value[] | undefined {
	if (Array.isArray(value)) return value;
	if (value instanceof Tuple) return value.items;
	if (value instanceof Dictionary) return value.keys();
	if (typeof value === 'string') return charactersOf(value);
	return value instanceof Undefined ? [] : undefined;
}

/** How many items or characters `value` has; undefined for one without a length. */
export function lengthOf(value: Value): number | undefined {
	if (typeof value === 'string') return hasSurrogates.test(value) ? charactersOf(value).length : value.length;
	return value instanceof Dictionary ? value.size : itemsIfAny(value)?.length;
}

const hasSurrogates = /[\ud800-\udfff]/;

/** What counts as true in a condition. */
export function isTrue(value: Value): boolean {
	if (value === null || value instanceof Undefined) return false;
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return value !== 0;
	if (value instanceof Float) return value.value !== 0;
	if (value instanceof Callable || value instanceof Members) return true;
	return lengthOf(value) !== 0;
}
