/** The entries as a record whose keys are in order, so that equal contents are equal texts. */
export function sortedRecord<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
	return Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
