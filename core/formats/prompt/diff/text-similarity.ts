/** Texts are compared up to this many characters each: far beyond any prompt, and still read in a moment. */
const longestText = 1_000_000;

/**
 * How much two texts have in common, from 0 to 1: the Sørensen–Dice coefficient over pairs of neighbouring words,
 * 2 · |A ∩ B| / (|A| + |B|), each pair counted as often as it occurs. Words are runs of letters, digits and underscores; every
 * other character that is no white space is a word of its own. The start and the end of a text are words too, so that
 * texts of one word can be compared. Two empty texts are the same.
 *
 * Reads each text once, whatever is in it, and only its first million characters.
 *
 * Source: L. R. Dice (1945), Ecology 26(3), 297–302; T. Sørensen (1948).
 */
export function textSimilarity(left: string, right: string): number {
	if (left === right) return 1;
	const [leftPairs, rightPairs] = [wordPairs(left), wordPairs(right)];
	let common = 0;
	for (const [pair, count] of leftPairs.counts) common += Math.min(count, rightPairs.counts.get(pair) ?? 0);
	return (2 * common) / (leftPairs.total + rightPairs.total);
}

function wordPairs(text: string): { readonly counts: ReadonlyMap<string, number>; readonly total: number } {
	const counts = new Map<string, number>();
	let previous = '';
	let total = 0;
	const add = (word: string): void => {
		// No word holds a line break, so that a joined pair cannot be taken for another.
		const pair = `${previous}\n${word}`;
		counts.set(pair, (counts.get(pair) ?? 0) + 1);
		previous = word;
		total++;
	};
	for (const [word] of text.slice(0, longestText).matchAll(/[\p{L}\p{N}\p{M}_]+|\S/gu)) add(word);
	add('');
	return { counts, total };
}
