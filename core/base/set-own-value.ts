/** Puts a value into a record under a name of the user's. A plain assignment to `__proto__` would change the record's kind and keep nothing. */
export function setOwnValue<Value>(record: Record<string, Value>, name: string, value: Value): void {
	if (name === '__proto__') Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
	else record[name] = value;
}
