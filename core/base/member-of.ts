/** What plain data of unknown shape has under a key of its own; undefined when it is no object or has no such key. */
export function memberOf(value: unknown, key: string | number): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	// The compiler knows the value only as an object.
	const record = value as Readonly<Record<string | number, unknown>>;
	return Object.hasOwn(record, key) ? record[key] : undefined;
}
