/** A piece of one text: 0-based UTF-16 offsets, half-open (`end` is the first offset outside). */
export interface TextRange {
	readonly start: number;
	readonly end: number;
}

/** True when `offset` lies in `range` or touches its end, which is where a cursor stands after the last character. */
export function touches(range: TextRange, offset: number): boolean {
	return range.start <= offset && offset <= range.end;
}

/** The part of a range that is left without the white space at its ends; without anything else, its start. */
export function trimRange(text: string, { start, end }: TextRange): TextRange {
	const content = text.slice(start, end);
	const length = content.trim().length;
	const from = length === 0 ? start : start + content.length - content.trimStart().length;
	return { start: from, end: from + length };
}
