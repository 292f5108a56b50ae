import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/**
 * The two-sided level at which to test now, so that the chance of ever finding a false positive is alpha however often one looks:
 * the always-valid confidence sequence of the normal mixture, which is narrowest when all planned information is there. At the end of
 * the plan it is 0.0035 for 0.05, so that its interval is half as wide again as one that is looked at once.
 *
 * A level stands in for alpha in every method. Holds as the mean of many cases is normal.
 *
 * @param fraction - Information at hand as a share of the planned; greater than 0, may exceed 1.
 * @throws RangeError for a fraction that is not greater than 0.
 *
 * Source: S. R. Howard, A. Ramdas, J. McAuliffe and J. Sekhon (2021), Annals of Statistics 49(2), 1055–1080, proposition 5 and
 * section 3.5; H. Robbins (1970), Annals of Mathematical Statistics 41(5), 1397–1409.
 */
export function anytimeAlpha(fraction: number, alpha: number): number {
	if (!(fraction > 0 && Number.isFinite(fraction))) throw new RangeError(`Not a share of the plan: ${fraction}`);
	const logarithm = -2 * Math.log(alpha);
	const mixture = 1 / (logarithm + Math.log(logarithm + 1));
	const z = Math.sqrt((1 + mixture / fraction) * (Math.log((fraction + mixture) / mixture) + logarithm));
	return 2 * normalCdf(-z, 0, 1);
}
