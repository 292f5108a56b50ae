/** The last 600 characters of what a program printed: a hook may print pages, and its last words are what it stopped at. */
export function shortenOutput(output: string): string {
	const text = output.trim();
	if (text === '') return 'nothing.';
	return text.length > 600 ? `… ${text.slice(-600)}` : text;
}
