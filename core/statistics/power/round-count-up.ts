/** An estimated number of cases in two significant digits, upwards: an estimate must not look exact. */
export function roundCountUp(count: number): number {
	const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
	return Math.ceil(count / step) * step;
}
