import type { RenderBudget } from '../render/render-budget.ts';
import { RenderError } from '../render/render-error.ts';
import { ArgumentReader } from './argument-reader.ts';
import { formatFields } from './brace-format.ts';
import { dictionaryMethods, listMethods, sequenceMethods } from './collection-methods.ts';
import { typeName } from './collection.ts';
import { textMethods } from './text-methods.ts';
import { Callable, Dictionary, Members, numberOf, Tuple, Undefined, valueOr } from './value.ts';
import type { CallArguments, Value } from './value.ts';
import { charactersOf } from './characters.ts';

/** `object.name` of Jinja: a method or member, else the entry of that name, else undefined. Nothing else can be reached. */
export function attributeOf(object: Value, name: string, budget: RenderBudget): Value {
	budget.spend();
	refuseUndefined(object);
	const value = memberOf(object, name, budget);
	return value === undefined ? valueOr(entryOf(object, name), missing(object, `no attribute \`${name}\``)) : value;
}

/** `object[key]` of Jinja: the entry, else the method or member of that name, else undefined. */
export function itemOf(object: Value, key: Value, budget: RenderBudget): Value {
	budget.spend();
	refuseUndefined(object);
	const member = typeof key === 'string' ? memberOf(object, key, budget) : undefined;
	const entry = entryOf(object, key);
	return entry === undefined
		? valueOr(member, missing(object, `no entry ${typeof key === 'string' ? `\`${key}\`` : 'like that'}`))
		: entry;
}

/** Only what is an entry, of a list or text by position; undefined when there is none. */
export function entryOf(object: Value, key: Value): Value | undefined {
	if (object instanceof Dictionary) return object.get(key);
	const position = numberOf(key);
	if (position === undefined || !Number.isInteger(position)) return undefined;
	if (typeof object === 'string') return charactersOf(object).at(position);
	if (Array.isArray(object)) return object.at(position);
	return object instanceof Tuple ? object.items.at(position) : undefined;
}

/** A method or member and no entry; undefined when there is none. */
export function memberOf(object: Value, name: string, budget: RenderBudget): Value | undefined {
	// Names with underscores lead to the inner workings in Python, and its sandbox hides them.
	if (name.startsWith('_')) return undefined;
	if (object instanceof Members) return object.read(name);
	if (object instanceof Callable) return object.members.get(name);
	if (object instanceof Tuple && object.names.includes(name)) return object.items[object.names.indexOf(name)];
	return methodOf(object, name, budget);
}

function refuseUndefined(object: Value): void {
	if (!(object instanceof Undefined)) return;
	throw new RenderError(`${object.reason}, so it has nothing to read. Give it a value, or test \`is defined\` first.`);
}

function missing(object: Value, what: string): Undefined {
	const words = typeName(object);
	return new Undefined(`${words.charAt(0).toUpperCase()}${words.slice(1)} has ${what}`);
}

function methodOf(object: Value, name: string, budget: RenderBudget): Callable | undefined {
	if (typeof object === 'string') {
		if (name === 'format') return new Callable('method format', given => formatFields(object, given, budget));
		return bound(textMethods.get(name), object, { name, budget });
	}
	if (object instanceof Dictionary) return bound(dictionaryMethods.get(name), object, { name, budget });
	if (object instanceof Tuple) return bound(sequenceMethods.get(name), object.items, { name, budget });
	if (!Array.isArray(object)) return undefined;
	return bound(listMethods.get(name), object, { name, budget }) ?? bound(sequenceMethods.get(name), object, { name, budget });
}

interface Method<Owner> {
	readonly parameters: readonly string[];
	apply(owner: Owner, given: ArgumentReader, budget: RenderBudget): Value;
}

function bound<Owner>(
	method: Method<Owner> | undefined,
	owner: Owner,
	{ name, budget }: { readonly name: string; readonly budget: RenderBudget },
): Callable | undefined {
	if (method === undefined) return undefined;
	const call = (given: CallArguments): Value => method.apply(owner, new ArgumentReader(name, given, method.parameters), budget);
	return new Callable(`method ${name}`, call);
}
