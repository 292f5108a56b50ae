/**
 * A text without those of the characters that stand at its end. Read from the end, because a pattern such as `/-+$/` looks at
 * each run of them from each of its places, which takes the square of its length.
 *
 * @param characters - Each of them is taken off, in any order.
 */
export function trimEndOf(text: string, characters: string): string {
	let end = text.length;
	while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}
