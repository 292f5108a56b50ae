/** Collects the values of an option that may be given several times. An option that is never given stays undefined, so help shows no default. */
export function repeatedOption(value: string, former: readonly string[] = []): readonly string[] {
	return [...former, value];
}
