/** What a record has under a name of the user's. A plain look-up would find `constructor` and `toString` in every record. */
export function ownValue<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
	return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}
