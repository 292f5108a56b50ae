/** No plan asks for more cases. */
export const mostCases = 10_000_000;

/** Where to look for a number of cases. */
export interface CasesSearch {
	/** No fewer than these. */
	readonly fewest: number;
	/** About what is expected: the search is short where that is close. */
	readonly near: number;
}

/**
 * The fewest cases from which on the power is reached; null when ten million are not enough.
 *
 * @param powerOf - Grows with the number of cases. An exact test's power also falls a little here and there; the number may then be
 *   one of several that just reach it.
 */
export function fewestCases(powerOf: (cases: number) => number, power: number, { fewest, near }: CasesSearch): number | null {
	let high = Math.max(fewest, Math.min(mostCases, Math.ceil(near)));
	let low = fewest - 1;
	while (powerOf(high) < power) {
		if (high >= mostCases) return null;
		low = high;
		high = Math.min(mostCases, Math.ceil(high * 1.1) + 2);
	}
	for (let below = Math.floor(high * 0.9) - 2; below > low; below = Math.floor(below * 0.9) - 2) {
		if (powerOf(below) < power) low = below;
		else high = below;
	}
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (powerOf(middle) < power) low = middle;
		else high = middle;
	}
	return high;
}
