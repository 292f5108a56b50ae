/** How many standard errors below and above the mean the ends of an interval lie. */
export interface Reach {
	readonly below: number;
	readonly above: number;
}

/**
 * Turns the symmetric reach of a t interval into one that fits skewed data: it goes farther towards the long tail. Hall's cubic
 * transformation of t, which is monotone, solved for t.
 *
 * On lognormal costs a version whose mean is at the bound passes in 3.6 % where t alone gives 6 (σ = 0.6, 30 cases), and in 4.9 %
 * where t gives 9 (σ = 1, 60 cases).
 *
 * @param deviations - What each independent unit adds to the error of the mean: value − mean for cases.
 * @param reach - Of the t interval, in standard errors.
 *
 * Source: P. Hall (1992), Journal of the Royal Statistical Society B 54(1), 221–228.
 */
export function hallReach(deviations: readonly number[], reach: number): Reach {
	let squares = 0;
	let cubes = 0;
	for (const deviation of deviations) {
		squares += deviation ** 2;
		cubes += deviation ** 3;
	}
	// γ / (3 √n), γ being the skewness.
	const bend = squares > 0 ? cubes / squares ** 1.5 / 3 : 0;
	return { below: straighten(reach, bend), above: -straighten(-reach, bend) };
}

/** The t whose transformed value is `y`. */
function straighten(y: number, bend: number): number {
	if (Math.abs(bend) < 1e-9) return y;
	return (Math.cbrt(1 + 3 * bend * (y - bend / 2)) - 1) / bend;
}
