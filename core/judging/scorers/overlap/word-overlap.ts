/** Words as rouge-score takes them: runs of a–z and 0–9 in lower case; nothing else counts. */
export function rougeWords(text: string): readonly string[] {
	return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** F1 of what two texts share. 0 when they share nothing or one has nothing. */
export function f1Of(shared: number, inAnswer: number, inReference: number): number {
	if (shared === 0 || inAnswer === 0 || inReference === 0) return 0;
	const [precision, recall] = [shared / inAnswer, shared / inReference];
	return (2 * precision * recall) / (precision + recall);
}

/** How often each sequence of `n` words occurs. Words hold no space, so a space joins them. */
export function countNgrams(words: readonly string[], n: number): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (let start = 0; start + n <= words.length; start++) {
		const ngram = words.slice(start, start + n).join(' ');
		counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
	}
	return counts;
}

/** Occurrences that both have. */
export function sharedCount(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
	return [...one].reduce((sum, [ngram, count]) => sum + Math.min(count, other.get(ngram) ?? 0), 0);
}
