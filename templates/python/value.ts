import type { MissingInput } from '../render/missing-inputs.ts';
import { RenderError } from '../render/render-error.ts';

/**
 * A value as Python's template engines see it. Lists are arrays, which templates can change; everything else that is not plain is one of
 * the classes here, none of which a template can see into: there is no way from a value to JavaScript.
 */
export type Value = null | boolean | number | string | Value[] | Float | Tuple | Dictionary | Undefined | Callable | Members;

/** A float that looks like an integer, such as `1.0`. Any other float is a number that is no integer. */
export class Float {
	readonly value: number;

	constructor(value: number) {
		this.value = value;
	}
}

/** A list that cannot be changed and is written with parentheses. */
export class Tuple {
	readonly items: readonly Value[];
	/** What its items can be read by as attributes; empty for most. */
	readonly names: readonly string[];

	constructor(items: readonly Value[], names: readonly string[] = []) {
		this.items = items;
		this.names = names;
	}
}

/** What a name or attribute without a value gives. Printing it gives nothing; reading from it is an error that says `reason`. */
export class Undefined {
	/** What is undefined and how that came: “`tone` is undefined”. */
	readonly reason: string;
	/** The input that was not given, and where it is read; undefined for anything else. */
	readonly input: MissingInput | undefined;

	constructor(reason: string, input?: MissingInput) {
		this.reason = reason;
		this.input = input;
	}
}

/** What stands in the parentheses of a call. */
export interface CallArguments {
	readonly positional: readonly Value[];
	readonly named: ReadonlyMap<string, Value>;
}

/** A macro, method or function of the engine. */
export class Callable {
	/** What printing it shows. */
	readonly name: string;
	readonly call: (given: CallArguments) => Value;
	/** What can be read from it, as from a macro. */
	readonly members: ReadonlyMap<string, Value>;

	constructor(name: string, call: (given: CallArguments) => Value, members: ReadonlyMap<string, Value> = new Map()) {
		this.name = name;
		this.call = call;
		this.members = members;
	}
}

/** An object of the engine with a fixed set of members, such as `loop`, `self`, an imported template, or a namespace. */
export class Members {
	/** What printing it shows. */
	readonly name: string;
	readonly read: (member: string) => Value | undefined;
	/** Set for a namespace, whose members can be assigned. */
	readonly write: ((member: string, value: Value) => void) | undefined;
	/** Set for an object that can be called, such as `loop` in a recursive loop. */
	readonly call: Callable['call'] | undefined;

	constructor(
		name: string,
		read: Members['read'],
		{ write, call }: { readonly write?: Members['write']; readonly call?: Members['call'] } = {},
	) {
		this.name = name;
		this.read = read;
		this.write = write;
		this.call = call;
	}
}

/** A dictionary of Python: in order of insertion, keys of any value that cannot change, `1`, `1.0` and `True` being one key. */
export class Dictionary {
	readonly #byKey = new Map<string, readonly [key: Value, value: Value]>();

	constructor(entries: Iterable<readonly [Value, Value]> = []) {
		for (const [key, value] of entries) this.set(key, value);
	}

	get size(): number {
		return this.#byKey.size;
	}

	get(key: Value): Value | undefined {
		return this.#byKey.get(identityOf(key))?.[1];
	}

	has(key: Value): boolean {
		return this.#byKey.has(identityOf(key));
	}

	set(key: Value, value: Value): void {
		const identity = identityOf(key);
		this.#byKey.set(identity, [valueOr(this.#byKey.get(identity)?.[0], key), value]);
	}

	delete(key: Value): void {
		this.#byKey.delete(identityOf(key));
	}

	entries(): readonly (readonly [key: Value, value: Value])[] {
		return [...this.#byKey.values()];
	}

	keys(): Value[] {
		return this.entries().map(([key]) => key);
	}
}

/** `value`, or `otherwise` where there is none. None itself is a value, so `??` would be wrong. */
export function valueOr(value: Value | undefined, otherwise: Value): Value {
	return value === undefined ? otherwise : value;
}

/** The number a value is, truth values included as in Python; undefined for other values. */
export function numberOf(value: Value): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value === 'boolean') return value ? 1 : 0;
	return value instanceof Float ? value.value : undefined;
}

/** True for a number that Python calls a float. */
export function isFloat(value: Value): boolean {
	return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value));
}

/** A number as the value of a float. */
export function floatOf(value: number): Value {
	return Number.isInteger(value) ? new Float(value) : value;
}

function identityOf(key: Value): string {
	if (typeof key === 'string') return `s${key}`;
	if (typeof key === 'number') return `n${key}`;
	if (typeof key === 'boolean') return `n${Number(key)}`;
	if (key === null) return 'none';
	if (key instanceof Float) return `n${key.value}`;
	if (key instanceof Tuple) return `t${JSON.stringify(key.items.map(identityOf))}`;
	if (key instanceof Undefined) return 'undefined';
	throw new RenderError('A list or a dictionary cannot be a key of a dictionary. Use a text or a number.');
}
