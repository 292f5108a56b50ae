/** The quantile of ascending values, between the two nearest ones linearly, as numpy does by default. 0 without values. */
export function quantile(ascending: Float64Array | readonly number[], share: number): number {
	const at = share * (ascending.length - 1);
	const low = ascending[Math.floor(at)] ?? 0;
	const high = ascending[Math.ceil(at)] ?? low;
	return low + (high - low) * (at - Math.floor(at));
}
