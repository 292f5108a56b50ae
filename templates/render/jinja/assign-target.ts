import type { Expression } from '../../tree/template-tree.ts';
import { itemsIfAny, typeName } from '../../python/collection.ts';
import { Members } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';
import { RenderError } from '../render-error.ts';
import type { Frame } from './frame.ts';

/** Gives the names of a target their values: one, several from the items of a list, or a member of a namespace. */
export function assignTarget(target: Expression, value: Value, frame: Frame): void {
	if (target.kind === 'name') frame.set(target.name, value);
	else if (target.kind === 'tuple') assignItems(target.items, value, { frame, target });
	else if (target.kind === 'attribute') assignMember(target, value, frame);
}

function assignItems(
	targets: readonly Expression[],
	value: Value,
	{ frame, target }: { readonly frame: Frame; readonly target: Expression },
): void {
	const items = itemsIfAny(value);
	if (items?.length !== targets.length) {
		const found = items === undefined ? typeName(value) : `${items.length}`;
		throw new RenderError(
			`${targets.length} names need ${targets.length} values, but there are ${found}. Correct the names or the list.`,
			target.range,
		);
	}
	for (const [index, inner] of targets.entries()) assignTarget(inner, items[index] ?? null, frame);
}

function assignMember({ object, name, range }: Extract<Expression, { kind: 'attribute' }>, value: Value, frame: Frame): void {
	const owner = object.kind === 'name' ? frame.get(object.name) : undefined;
	if (!(owner instanceof Members) || owner.write === undefined) {
		throw new RenderError('Only members of a namespace can be assigned. Create one with `{% set ns = namespace() %}`.', range);
	}
	owner.write(name, value);
}
