import { memberOf } from '../../../python/attributes.ts';
import { isTrue, typeName } from '../../../python/collection.ts';
import { Dictionary, Tuple, Undefined, valueOr } from '../../../python/value.ts';
import type { Value } from '../../../python/value.ts';
import { RenderError } from '../../render-error.ts';
import { filterOf } from './filter.ts';
import type { Filter } from './filter.ts';
import { jsonText } from './json-text.ts';
import { sortByKey } from './key-of-item.ts';

/** Filters on dictionaries and on values as a whole. */
export const dataFilters: readonly (readonly [string, Filter])[] = [
	filterOf('attr', ['name'], (value, given, { budget }) => {
		const name = given.text('name');
		return valueOr(memberOf(value, name, budget), new Undefined(`The attribute \`${name}\` does not exist`));
	}),
	filterOf('d', ['default_value', 'boolean'], (value, given) =>
		isAbsent(value, given.flag('boolean', false)) ? valueOr(given.optional('default_value'), '') : value,
	),
	filterOf('default', ['default_value', 'boolean'], (value, given) =>
		isAbsent(value, given.flag('boolean', false)) ? valueOr(given.optional('default_value'), '') : value,
	),
	filterOf('dictsort', ['case_sensitive', 'by', 'reverse'], (value, given, { budget }) => {
		const by = given.text('by', 'key');
		if (by !== 'key' && by !== 'value') throw new RenderError('`dictsort` sorts by `key` or `value`. Use one of them.');
		const options = { attribute: by === 'key' ? 0 : 1, isCaseSensitive: given.flag('case_sensitive', false) };
		const entries = entriesOf('dictsort', value);
		const isReversed = given.flag('reverse', false);
		const sorted = sortByKey(isReversed ? entries.toReversed() : entries, options, budget);
		return isReversed ? sorted.reverse() : sorted;
	}),
	filterOf('items', [], value => (value instanceof Undefined ? [] : entriesOf('items', value))),
	filterOf('tojson', ['indent'], (value, given, { budget }) => {
		const indent = given.optional('indent') ?? null;
		return jsonText(value, indent === null ? undefined : given.whole('indent'), budget);
	}),
];

function isAbsent(value: Value, alsoFalse: boolean): boolean {
	return value instanceof Undefined || (alsoFalse && !isTrue(value));
}

function entriesOf(filter: string, value: Value): Value[] {
	if (value instanceof Dictionary) return value.entries().map(entry => new Tuple(entry));
	throw new RenderError(`\`${filter}\` works on a dictionary, but this is ${typeName(value)}. Use a dictionary.`);
}
