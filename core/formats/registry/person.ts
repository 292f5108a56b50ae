/**
 * What tells one person from another: the address in lower case, because mail systems and people do not mind its case, or the
 * whole text where there is no address.
 *
 * @param person - `Name <email>`, as `.mailmap` has it where there is one.
 */
export function personKey(person: string): string {
	return emailOf(person) ?? person.trim().toLowerCase();
}

/** The address of `Name <email>` in lower case; undefined without one. */
export function emailOf(person: string): string | undefined {
	return /<([^<>]+)>\s*$/.exec(person)?.[1]?.trim().toLowerCase();
}

/** `Ana` of `Ana <ana@example.com>`; the address where there is no name. */
export function personName(person: string): string {
	const name = person.replace(/\s*<[^<>]*>\s*$/, '').trim();
	return name === '' ? (emailOf(person) ?? person) : name;
}
