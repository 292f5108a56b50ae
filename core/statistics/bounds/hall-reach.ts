/** How many standard errors below and above the mean the ends of an interval lie. */
export interface Reach {
	readonly below: number;
	readonly above: number;
}

/**
 * Turns the symmetric reach of a t interval into one that fits skewed data: it goes farther towards the long tail. Hall's cubic
 * transformation of t, which is monotone, solved for t.
 *
 * The skewness of the sample is raised by 6/n of itself: without that, bounds on 30 lognormal costs (σ = 0.6) err in 4.2 % instead of
 * 3.8, and t alone in 6.
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
	// γ / (3 √n), γ being the skewness. A small sample of skewed data shows less of it than there is.
	const bend = squares > 0 ? ((cubes / squares ** 1.5) * (1 + 6 / deviations.length)) / 3 : 0;
	return { below: straighten(reach, bend), above: -straighten(-reach, bend) };
}

/** The t whose transformed value is `y`. */
function straighten(y: number, bend: number): number {
	if (Math.abs(bend) < 1e-9) return y;
	return (Math.cbrt(1 + 3 * bend * (y - bend / 2)) - 1) / bend;
}
