import { itemOf } from '../../../python/attributes.ts';
import { compareValues } from '../../../python/compare.ts';
import { numberOf, Tuple, Undefined } from '../../../python/value.ts';
import type { Value } from '../../../python/value.ts';
import type { RenderBudget } from '../../render-budget.ts';
import { keyText } from '../../../python/key-text.ts';

/** How an item is compared with others: by itself or an attribute such as `user.name`, capitals counting or not. */
export interface KeyOptions {
	/** None for the item itself. */
	readonly attribute: Value;
	readonly isCaseSensitive: boolean;
	/** In the place of an attribute that is not there. */
	readonly usual?: Value | undefined;
}

/** What an item is sorted, grouped or found by. */
export function keyOfItem(item: Value, { attribute, isCaseSensitive, usual }: KeyOptions, budget: RenderBudget): Value {
	const value = partOfItem(item, attribute, usual, budget);
	return typeof value === 'string' && !isCaseSensitive ? value.toLowerCase() : value;
}

/** The attribute of an item, `a.b` going two steps and `0` to the first; the item itself for none. */
export function partOfItem(item: Value, attribute: Value, usual: Value | undefined, budget: RenderBudget): Value {
	if (attribute === null) return item;
	if (numberOf(attribute) !== undefined) return itemOf(item, attribute, budget);
	let value = item;
	for (const step of keyText(attribute).split('.')) {
		value = itemOf(value, /^\d+$/.test(step) ? Number(step) : step, budget);
		if (value instanceof Undefined && usual !== undefined) value = usual;
	}
	return value;
}

/** Items in order of their keys; those with equal keys stay as they are. `attribute` may name several, with commas between them. */
export function sortByKey(items: readonly Value[], options: KeyOptions, budget: RenderBudget): Value[] {
	const { attribute } = options;
	const names = typeof attribute === 'string' && attribute.includes(',') ? attribute.split(',') : undefined;
	const keyed = items.map(item => ({
		item,
		key:
			names === undefined
				? keyOfItem(item, options, budget)
				: new Tuple(names.map(name => keyOfItem(item, { ...options, attribute: name }, budget))),
	}));
	return keyed.sort((left, right) => compareValues(left.key, right.key, budget)).map(({ item }) => item);
}
