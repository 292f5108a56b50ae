import { isTrue, itemsOf } from '../../../python/collection.ts';
import { textOf } from '../../../python/python-text.ts';
import type { CallArguments, Value } from '../../../python/value.ts';
import { RenderError } from '../../render-error.ts';
import type { Filter, FilterContext } from './filter.ts';
import { partOfItem } from './key-of-item.ts';

/** Filters that apply another filter or test to each item. */
export const selectionFilters: readonly (readonly [string, Filter])[] = [
	['map', mapItems],
	['reject', selection({ wanted: false, hasAttribute: false })],
	['rejectattr', selection({ wanted: false, hasAttribute: true })],
	['select', selection({ wanted: true, hasAttribute: false })],
	['selectattr', selection({ wanted: true, hasAttribute: true })],
];

function mapItems(value: Value, { positional, named }: CallArguments, context: FilterContext): Value {
	const attribute = named.get('attribute');
	if (positional.length === 0 && attribute !== undefined) {
		const stranger = [...named.keys()].find(name => name !== 'attribute' && name !== 'default');
		if (stranger !== undefined) throw new RenderError(`\`map\` has no argument \`${stranger}\`. Remove it or correct its name.`);
		return itemsOf(value).map(item => partOfItem(item, attribute, named.get('default'), context.budget));
	}
	const [name, ...rest] = positional;
	if (name === undefined) throw new RenderError('`map` needs the name of a filter, or `attribute=`. Add one of them.');
	const filter = textOf(name, context.budget);
	return itemsOf(value).map(item => context.filter(filter, item, { positional: rest, named }));
}

interface Selection {
	readonly wanted: boolean;
	readonly hasAttribute: boolean;
}

function selection({ wanted, hasAttribute }: Selection): Filter {
	return (value, { positional, named }, context) => {
		const attribute = hasAttribute ? positional[0] : null;
		if (attribute === undefined) throw new RenderError('The name of an attribute is missing. Write it as the first argument.');
		const [name, ...rest] = hasAttribute ? positional.slice(1) : positional;
		const test = name === undefined ? undefined : textOf(name, context.budget);
		return itemsOf(value).filter(item => {
			const part = partOfItem(item, attribute, undefined, context.budget);
			const outcome = test === undefined ? isTrue(part) : context.test(test, part, { positional: rest, named });
			return outcome === wanted;
		});
	};
}
