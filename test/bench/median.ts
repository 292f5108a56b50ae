/** The middle one of some measurements; the upper of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
	return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
