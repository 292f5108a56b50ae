/** A place in a text as editors count: 0-based line, 0-based UTF-16 code unit in that line. */
export interface Position {
	readonly line: number;
	readonly character: number;
}

/**
 * Converts 0-based UTF-16 offsets of one text to positions. Line ends are `\n`, `\r\n` and `\r`, as in the Language
 * Server Protocol. Offsets outside the text are moved to its nearest end.
 */
export function linePositions(text: string): (offset: number) => Position {
	const starts = [0];
	for (const lineEnd of text.matchAll(/\r\n|\n|\r/g)) {
		starts.push(lineEnd.index + lineEnd[0].length);
	}
	return offset => {
		const inside = Math.max(0, Math.min(offset, text.length));
		let low = 0;
		let high = starts.length - 1;
		while (low < high) {
			const middle = Math.ceil((low + high) / 2);
			if ((starts[middle] ?? 0) <= inside) low = middle;
			else high = middle - 1;
		}
		return { line: low, character: inside - (starts[low] ?? 0) };
	};
}
