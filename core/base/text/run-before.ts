/**
 * The longest end of a text of which each character is part of a word. Read from the end, because a pattern such as `/\w*$/` looks
 * at each word of the text from each of its places.
 *
 * @param isPart - Tells a character, given as text; characters beyond the basic plane are given whole.
 */
export function runBefore(text: string, isPart: RegExp): string {
	let start = text.length;
	while (start > 0) {
		const width = /[\udc00-\udfff]/.test(text.charAt(start - 1)) ? 2 : 1;
		if (!isPart.test(text.slice(Math.max(0, start - width), start))) break;
		start -= width;
	}
	return text.slice(Math.max(0, start));
}
