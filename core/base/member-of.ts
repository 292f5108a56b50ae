/** What plain data of unknown shape has under a key of its own; undefined when it is no object or has no such key. */
export function memberOf(value: unknown, key: string | number): unknown {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
	// Indexing by a key that was just found; the compiler knows the value only as an object.
	return (value as Readonly<Record<string | number, unknown>>)[key];
}
