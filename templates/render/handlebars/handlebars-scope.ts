import { lengthOf } from '../../python/collection.ts';
import { Dictionary, numberOf, Undefined } from '../../python/value.ts';
import type { Value } from '../../python/value.ts';

/** Values such as `@index`, which go with a turn of a loop. */
export interface DataFrame {
	readonly values: ReadonlyMap<string, Value>;
	/** What `@../` leads to. */
	readonly outer: DataFrame | undefined;
}

/** Where names are looked up at one place of a template. */
export interface HandlebarsScope {
	/** The value that `this` is. */
	readonly context: Value;
	/** What `../` leads to. */
	readonly outer: HandlebarsScope | undefined;
	readonly data: DataFrame;
	/** Of the blocks around, by name. */
	readonly parameters: ReadonlyMap<string, Value>;
}

/** `scope` with another context; a value that is the context already goes no level deeper. */
export function withContext(scope: HandlebarsScope, context: Value): HandlebarsScope {
	return context === scope.context ? scope : { ...scope, context, outer: scope };
}

/** `scope` with data of its own. */
export function withData(scope: HandlebarsScope, values: readonly (readonly [string, Value])[]): HandlebarsScope {
	return { ...scope, data: { values: new Map([...scope.data.values, ...values]), outer: scope.data } };
}

/** A member of the value's own, as Handlebars allows to read: entries, items, and the length of lists and texts. */
export function memberOf(value: Value, name: string): Value | undefined {
	if (value instanceof Dictionary) return value.get(name);
	if (name === 'length' && (Array.isArray(value) || typeof value === 'string')) return lengthOf(value);
	return Array.isArray(value) && /^(?:0|[1-9]\d*)$/.test(name) ? value[Number(name)] : undefined;
}

/** What `if` takes for false: also an empty list, and zero. */
export function isFalsy(value: Value): boolean {
	if (value === null || value === false || value === '' || value instanceof Undefined) return true;
	const number = numberOf(value);
	return number === 0 || Number.isNaN(number) || (Array.isArray(value) && value.length === 0);
}
