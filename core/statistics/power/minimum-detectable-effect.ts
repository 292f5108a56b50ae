import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** Chance of finding a difference that is there: the usual convention. */
const conventionalPower = 0.8;

/**
 * The smallest difference that a comparison with this standard error shows with the given power: (z_{α/2} + z_β) · SE, in the
 * unit of the metric. What is smaller may exist and go unseen.
 *
 * @throws RangeError when the standard error is negative or not finite.
 *
 * Source: E. Miller (2024), arXiv 2411.00640, section 5.
 */
export function minimumDetectableEffect(standardError: number, alpha: number, power = conventionalPower): number {
	if (!(standardError >= 0 && Number.isFinite(standardError))) throw new RangeError(`Not a standard error: ${standardError}`);
	return quantileSum(alpha, power) * standardError;
}

/**
 * How many cases show a difference of `effect` with the given power: n = (z_{α/2} + z_β)² · ω² / δ², rounded up. With δ = 0.03,
 * ω² = 1/9, α = 0.05 and power 0.8 that is 969.
 *
 * @param variance - ω², the variance of the per-case differences.
 * @param effect - δ, the smallest difference that matters, greater than 0.
 * @throws RangeError when the variance is negative or the effect is not positive.
 *
 * Source: E. Miller (2024), arXiv 2411.00640, section 5.
 */
export function casesNeeded(variance: number, effect: number, alpha: number, power = conventionalPower): number {
	if (!(variance >= 0 && effect > 0)) throw new RangeError(`Not a variance and an effect: ${variance}, ${effect}`);
	// The tolerance keeps a whole number that rounding lifted by 1e-13 from becoming the next one.
	return Math.ceil((quantileSum(alpha, power) ** 2 * variance) / effect ** 2 - 1e-9);
}

function quantileSum(alpha: number, power: number): number {
	return normalQuantile(1 - alpha / 2, 0, 1) + normalQuantile(power, 0, 1);
}
