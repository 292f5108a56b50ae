/**
 * A random number of the gamma distribution with this shape and scale 1.
 *
 * @param shape - At least 1.
 * @param random - Numbers in [0, 1).
 *
 * Source: G. Marsaglia and W. W. Tsang (2000), ACM Transactions on Mathematical Software 26(3), 363–372.
 */
export function drawGamma(shape: number, random: () => number): number {
	if (shape === 1) return -Math.log(1 - random());
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const normal = drawNormal(random);
		const cube = (1 + c * normal) ** 3;
		if (cube > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * cube + d * Math.log(cube)) return d * cube;
	}
}

/** By G. E. P. Box and M. E. Muller (1958), one of the two numbers. */
function drawNormal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
