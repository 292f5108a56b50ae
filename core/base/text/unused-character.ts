/** A private-use character that does not occur in the text, to stand for something in it for a while. */
export function unusedCharacter(text: string): string {
	let code = 0xe000;
	while (text.includes(String.fromCharCode(code))) code++;
	return String.fromCharCode(code);
}
