import { itemsOf, lengthOf, typeName } from '../../../python/collection.ts';
import { compareValues, isEqual } from '../../../python/compare.ts';
import { textOf } from '../../../python/python-text.ts';
import { Dictionary, Tuple, Undefined, valueOr } from '../../../python/value.ts';
import type { Value } from '../../../python/value.ts';
import { RenderError } from '../../render-error.ts';
import { filterOf } from './filter.ts';
import type { Filter, FilterContext } from './filter.ts';
import { keyOfItem, partOfItem, sortByKey } from './key-of-item.ts';
import type { KeyOptions } from './key-of-item.ts';
import { add } from '../operators.ts';
import type { ArgumentReader } from '../../../python/argument-reader.ts';
import { charactersOf } from '../../../python/characters.ts';

/** Filters on the items of a list. Where Jinja gives a generator, these give the list. */
export const listFilters: readonly (readonly [string, Filter])[] = [
	filterOf('batch', ['linecount', 'fill_with'], (value, given) =>
		batch(itemsOf(value), given.whole('linecount'), given.optional('fill_with') ?? null),
	),
	filterOf('count', [], length),
	filterOf('first', [], value => valueOr(itemsOf(value)[0], new Undefined('The list is empty and has no first item'))),
	filterOf('groupby', ['attribute', 'default', 'case_sensitive'], groupBy),
	filterOf('join', ['d', 'attribute'], join),
	filterOf('last', [], value => valueOr(itemsOf(value).at(-1), new Undefined('The list is empty and has no last item'))),
	filterOf('length', [], length),
	filterOf('list', [], value => [...itemsOf(value)]),
	filterOf('max', ['case_sensitive', 'attribute'], (value, given, context) => extreme(value, given, context, 1)),
	filterOf('min', ['case_sensitive', 'attribute'], (value, given, context) => extreme(value, given, context, -1)),
	filterOf('reverse', [], value => (typeof value === 'string' ? charactersOf(value).reverse().join('') : itemsOf(value).toReversed())),
	filterOf('slice', ['slices', 'fill_with'], (value, given, context) => slice(itemsOf(value), given, context)),
	filterOf('sort', ['reverse', 'case_sensitive', 'attribute'], (value, given, { budget }) => {
		// Reversed twice, so that items with equal keys stay in their order, as Python keeps them.
		const isReversed = given.flag('reverse', false);
		const sorted = sortByKey(isReversed ? itemsOf(value).toReversed() : itemsOf(value), keyOptions(given), budget);
		return isReversed ? sorted.reverse() : sorted;
	}),
	filterOf('sum', ['attribute', 'start'], (value, given, { budget }) => {
		const attribute = given.optional('attribute') ?? null;
		const parts = itemsOf(value).map(item => partOfItem(item, attribute, undefined, budget));
		return parts.reduce((sum, part) => addNumber(sum, part, budget), given.optional('start') ?? 0);
	}),
	filterOf('unique', ['case_sensitive', 'attribute'], (value, given, { budget }) => {
		const seen = new Dictionary();
		return itemsOf(value).filter(item => {
			const key = keyOfItem(item, keyOptions(given), budget);
			if (seen.has(key)) return false;
			seen.set(key, true);
			return true;
		});
	}),
];

function keyOptions(given: ArgumentReader): KeyOptions {
	return { attribute: given.optional('attribute') ?? null, isCaseSensitive: given.flag('case_sensitive', false) };
}

function length(value: Value): Value {
	const count = lengthOf(value);
	if (count === undefined)
		throw new RenderError(`Lists, texts and dictionaries have a length, but this is ${typeName(value)}. Count something else.`);
	return count;
}

function batch(items: readonly Value[], size: number, filling: Value): Value {
	if (size < 1) throw new RenderError('`batch` needs rows of at least one item. Use a larger number.');
	const rows: Value[][] = [];
	for (let start = 0; start < items.length; start += size) rows.push(items.slice(start, start + size));
	const last = rows.at(-1);
	if (filling !== null) while (last !== undefined && last.length < size && last.length < 10_000) last.push(filling);
	return rows;
}

function slice(items: readonly Value[], given: ArgumentReader, { budget }: FilterContext): Value {
	const count = given.whole('slices');
	if (count < 1) throw new RenderError('`slice` needs at least one column. Use a larger number.');
	budget.build(count);
	const filling = given.optional('fill_with') ?? null;
	const size = Math.floor(items.length / count);
	const longer = items.length % count;
	return Array.from({ length: count }, (_, index) => {
		const start = index * size + Math.min(index, longer);
		const column = items.slice(start, start + size + (index < longer ? 1 : 0));
		return filling !== null && index >= longer ? [...column, filling] : column;
	});
}

function groupBy(value: Value, given: ArgumentReader, { budget }: FilterContext): Value {
	const attribute = given.required('attribute');
	const options = { attribute, isCaseSensitive: given.flag('case_sensitive', false), usual: given.optional('default') };
	const groups: { readonly key: Value; readonly items: Value[] }[] = [];
	for (const item of sortByKey(itemsOf(value), options, budget)) {
		const key = keyOfItem(item, options, budget);
		const last = groups.at(-1);
		if (last !== undefined && isEqual(last.key, key, budget)) last.items.push(item);
		else groups.push({ key, items: [item] });
	}
	return groups.map(
		({ items }) => new Tuple([partOfItem(items[0] ?? null, attribute, options.usual, budget), items], ['grouper', 'list']),
	);
}

function join(value: Value, given: ArgumentReader, { budget, missing }: FilterContext): Value {
	if (value instanceof Undefined && value.input !== undefined) return missing.textFor(value.input);
	const separator = textOf(given.optional('d') ?? '', budget);
	const attribute = given.optional('attribute') ?? null;
	let total = 0;
	const parts = itemsOf(value).map(item => {
		const text = textOf(partOfItem(item, attribute, undefined, budget), budget);
		total += text.length + separator.length;
		budget.allow(total);
		return text;
	});
	budget.build(total);
	return parts.join(separator);
}

function extreme(value: Value, given: ArgumentReader, { budget }: FilterContext, sign: 1 | -1): Value {
	const [first, ...others] = itemsOf(value);
	if (first === undefined) return new Undefined('The list is empty and has no largest or smallest item');
	const options = keyOptions(given);
	return others.reduce((best, item) => {
		const order = compareValues(keyOfItem(item, options, budget), keyOfItem(best, options, budget), budget);
		return order * sign > 0 ? item : best;
	}, first);
}

function addNumber(sum: Value, part: Value, budget: FilterContext['budget']): Value {
	if (typeof sum === 'string' || typeof part === 'string')
		throw new RenderError('`sum` adds numbers, but an item is a text. Use `|join`, or convert with `|map("int")`.');
	if (part instanceof Undefined) throw new RenderError(`${part.reason}, so it cannot be added. Give it a value.`);
	return add(sum, part, budget);
}
