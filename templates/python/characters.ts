/** The characters of a text as Python counts them: by code point, so that an emoji of one code point is one. */
export function charactersOf(text: string): string[] {
	return Array.from(text);
}
