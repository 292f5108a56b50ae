/**
 * How well a name fits what was typed, both in lower case: undefined unless the name has all its characters in this order. Higher is
 * better: characters side by side, at the start of a word and at the start of the name count more, and short names win.
 */
export function fuzzyScore(query: string, name: string): number | undefined {
	let score = 0;
	let position = -1;
	for (const character of query) {
		if (/\s/.test(character)) continue;
		const found = name.indexOf(character, position + 1);
		if (found === -1) return undefined;
		if (found === position + 1) score += 4;
		if (found === 0 || /[^a-z0-9]/.test(name.charAt(found - 1))) score += 3;
		position = found + character.length - 1;
	}
	return score - name.length / 100;
}
