/** A trailer as `git interpret-trailers` reads it, for example `['Stagemark-Run', '20250131T103000Z-3f9a1c']`. */
export type CommitTrailer = readonly [key: string, value: string];

/**
 * A commit message of the tool: subject, body when there is one, trailers. Whatever the user wrote is kept from adding
 * lines where there must be one: subject and trailers lose their line breaks.
 */
export function commitMessage(subject: string, body: string, trailers: readonly CommitTrailer[]): string {
	const trailerLines = trailers.map(([key, value]) => `${key}: ${oneLine(value)}`).join('\n');
	return [oneLine(subject), body.trim(), trailerLines].filter(part => part !== '').join('\n\n');
}

function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
