import type { RenderBudget } from '../render/render-budget.ts';
import { RenderError } from '../render/render-error.ts';
import type { ArgumentReader } from './argument-reader.ts';
import { itemsOf } from './collection.ts';
import { isEqual } from './compare.ts';
import { Dictionary, Tuple, valueOr } from './value.ts';
import type { Value } from './value.ts';

/** A method of lists or of dictionaries. */
export interface CollectionMethod<Collection> {
	readonly parameters: readonly string[];
	apply(collection: Collection, given: ArgumentReader, budget: RenderBudget): Value;
}

/** What lists and tuples can do without changing. */
export const sequenceMethods: ReadonlyMap<string, CollectionMethod<readonly Value[]>> = new Map<string, CollectionMethod<readonly Value[]>>(
	[
		[
			'count',
			{
				parameters: ['value'],
				apply: (list, given, budget) => list.filter(item => isEqual(item, given.required('value'), budget)).length,
			},
		],
		['index', { parameters: ['value'], apply: indexOf }],
	],
);

/** What changes a list. The list is the template's own copy, whatever the caller gave. */
export const listMethods: ReadonlyMap<string, CollectionMethod<Value[]>> = new Map<string, CollectionMethod<Value[]>>([
	['append', { parameters: ['object'], apply: (list, given, budget) => extend(list, [given.required('object')], budget) }],
	['clear', { parameters: [], apply: list => (list.splice(0), null) }],
	['copy', { parameters: [], apply: list => [...list] }],
	['extend', { parameters: ['iterable'], apply: (list, given, budget) => extend(list, itemsOf(given.required('iterable')), budget) }],
	[
		'insert',
		{ parameters: ['index', 'object'], apply: (list, given) => (list.splice(given.whole('index'), 0, given.required('object')), null) },
	],
	['pop', { parameters: ['index'], apply: pop }],
	['reverse', { parameters: [], apply: list => (list.reverse(), null) }],
]);

export const dictionaryMethods: ReadonlyMap<string, CollectionMethod<Dictionary>> = new Map<string, CollectionMethod<Dictionary>>([
	['clear', { parameters: [], apply: dictionary => clear(dictionary) }],
	['copy', { parameters: [], apply: dictionary => new Dictionary(dictionary.entries()) }],
	[
		'get',
		{
			parameters: ['key', 'default'],
			apply: (dictionary, given) => valueOr(dictionary.get(given.required('key')), given.optional('default') ?? null),
		},
	],
	['items', { parameters: [], apply: dictionary => dictionary.entries().map(entry => new Tuple(entry)) }],
	['keys', { parameters: [], apply: dictionary => dictionary.keys() }],
	['pop', { parameters: ['key', 'default'], apply: popEntry }],
	['setdefault', { parameters: ['key', 'default'], apply: setDefault }],
	['update', { parameters: ['other'], apply: update }],
	['values', { parameters: [], apply: dictionary => dictionary.entries().map(([, value]) => value) }],
]);

function indexOf(list: readonly Value[], given: ArgumentReader, budget: RenderBudget): Value {
	const index = list.findIndex(item => isEqual(item, given.required('value'), budget));
	if (index === -1) throw new RenderError('The list does not have what `index` looks for. Test with `in` first.');
	return index;
}

function extend(list: Value[], items: readonly Value[], budget: RenderBudget): Value {
	budget.build(list.length + items.length);
	for (const item of [...items]) list.push(item);
	return null;
}

function pop(list: Value[], given: ArgumentReader): Value {
	const index = given.whole('index', -1);
	const [item] = list.splice(index, 1);
	if (item === undefined || index >= list.length + 1)
		throw new RenderError('The list has no item there for `pop` to remove. Test its length first.');
	return item;
}

function clear(dictionary: Dictionary): Value {
	for (const key of dictionary.keys()) dictionary.delete(key);
	return null;
}

function popEntry(dictionary: Dictionary, given: ArgumentReader): Value {
	const key = given.required('key');
	const entry = dictionary.get(key);
	const value = entry === undefined ? given.optional('default') : entry;
	if (value === undefined) throw new RenderError('The dictionary does not have the key that `pop` should remove. Pass a default.');
	dictionary.delete(key);
	return value;
}

function setDefault(dictionary: Dictionary, given: ArgumentReader): Value {
	const key = given.required('key');
	const value = valueOr(dictionary.get(key), given.optional('default') ?? null);
	dictionary.set(key, value);
	return value;
}

function update(dictionary: Dictionary, given: ArgumentReader, budget: RenderBudget): Value {
	const other = given.required('other');
	if (!(other instanceof Dictionary)) throw new RenderError('`update` takes the entries of another dictionary. Pass a dictionary.');
	budget.build(dictionary.size + other.size);
	for (const [key, value] of other.entries()) dictionary.set(key, value);
	return null;
}
