/** A piece of one text: 0-based UTF-16 offsets, half-open (`end` is the first offset outside). */
export interface TextRange {
	readonly start: number;
	readonly end: number;
}

/** True when `offset` lies in `range` or touches its end, which is where a cursor stands after the last character. */
export function touches(range: TextRange, offset: number): boolean {
	return range.start <= offset && offset <= range.end;
}
