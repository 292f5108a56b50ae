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
	const address = addressOf(person)?.trim().toLowerCase();
	return address === '' ? undefined : address;
}

/** `Ana` of `Ana <ana@example.com>`; the address where there is no name. */
export function personName(person: string): string {
	const name = (addressOf(person) === undefined ? person : person.slice(0, person.lastIndexOf('<'))).trim();
	return name === '' ? (emailOf(person) ?? person) : name;
}

/** What stands between the last angle brackets, when they end the text. */
function addressOf(person: string): string | undefined {
	const written = person.trimEnd();
	const address = written.slice(written.lastIndexOf('<') + 1, -1);
	return written.endsWith('>') && written.includes('<') && !address.includes('>') ? address : undefined;
}
