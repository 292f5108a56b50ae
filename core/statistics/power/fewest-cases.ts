/** No plan asks for more cases. */
const mostCases = 10_000_000;

/**
 * The fewest cases from which on the power is reached, found by doubling and halving; null when ten million are not enough.
 *
 * @param powerOf - Grows with the number of cases. An exact test's power also falls a little here and there; the number may then be
 *   one of several that just reach it.
 */
export function fewestCases(powerOf: (cases: number) => number, power: number, fewest = 2): number | null {
	let high = fewest;
	while (powerOf(high) < power) {
		if (high >= mostCases) return null;
		high *= 2;
	}
	let low = Math.max(fewest - 1, Math.floor(high / 2));
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (powerOf(middle) < power) low = middle;
		else high = middle;
	}
	return high;
}
