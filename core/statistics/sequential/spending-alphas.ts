import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** Points on which the distribution between the boundaries is kept; boundaries are then right to 1e-5. */
const gridIntervals = 400;

/** A level below this cannot be told from none. */
const smallestAlpha = 1e-12;

/**
 * The two-sided level at which to test at each look, so that the chance of a false positive at any of them is alpha: Lan and DeMets'
 * spending function with boundaries of O'Brien and Fleming's kind, strict at first and close to alpha at the end. For five looks
 * and 0.05: 1e-6, 0.0008, 0.0074, 0.022, 0.042.
 *
 * Looks need not be planned at these fractions, only not chosen by what was seen. A level stands in for alpha in every method.
 *
 * @param fractions - Share of the planned information at each look, ascending, greater than 0, at most 1.
 * @throws RangeError for other fractions.
 *
 * Source: K. K. G. Lan and D. L. DeMets (1983), Biometrika 70(3), 659–663; the recursion from P. Armitage, C. K. McPherson and
 * B. C. Rowe (1969), Journal of the Royal Statistical Society A 132(2), 235–244.
 */
export function spendingAlphas(fractions: readonly number[], alpha: number): number[] {
	assertFractions(fractions);
	const alphas: number[] = [];
	let density: GridDensity | undefined;
	let spent = 0;
	let before = 0;
	for (const fraction of fractions) {
		const toSpend = spentAt(fraction, alpha) - spent;
		const step = Math.sqrt(fraction - before);
		const boundary = boundaryThatSpends(toSpend, density, step);
		density = nextDensity(density, boundary, step);
		spent += toSpend;
		before = fraction;
		alphas.push(Math.max(smallestAlpha, 2 * normalCdf(-boundary / Math.sqrt(fraction), 0, 1)));
	}
	return alphas;
}

/** Two-sided error that may have been spent when this share of the information is there. */
function spentAt(fraction: number, alpha: number): number {
	return 4 * normalCdf(-normalQuantile(1 - alpha / 4, 0, 1) / Math.sqrt(fraction), 0, 1);
}

/** Where a Brownian motion that has crossed no boundary may be, with Simpson's weights folded in. */
interface GridDensity {
	readonly points: readonly number[];
	readonly weights: readonly number[];
}

function crossingChance(density: GridDensity | undefined, boundary: number, step: number): number {
	if (density === undefined) return 2 * normalCdf(-boundary / step, 0, 1);
	let chance = 0;
	for (const [index, point] of density.points.entries()) {
		const beyond = normalCdf((point - boundary) / step, 0, 1) + normalCdf((-point - boundary) / step, 0, 1);
		chance += (density.weights[index] ?? 0) * beyond;
	}
	return chance;
}

/** The chance of crossing falls as the boundary moves out; ten standard deviations are beyond every level that matters. */
function boundaryThatSpends(toSpend: number, density: GridDensity | undefined, step: number): number {
	let [low, high] = [0, 10];
	for (let halving = 0; halving < 60; halving++) {
		const middle = (low + high) / 2;
		if (crossingChance(density, middle, step) > toSpend) low = middle;
		else high = middle;
	}
	return high;
}

function nextDensity(density: GridDensity | undefined, boundary: number, step: number): GridDensity {
	const width = (2 * boundary) / gridIntervals;
	const points = Array.from({ length: gridIntervals + 1 }, (_, index) => -boundary + index * width);
	const from = density ?? { points: [0], weights: [1] };
	const weights = points.map((point, index) => {
		let chance = 0;
		for (const [at, origin] of from.points.entries()) chance += (from.weights[at] ?? 0) * normalDensity((point - origin) / step);
		const simpson = index === 0 || index === gridIntervals ? 1 : index % 2 === 1 ? 4 : 2;
		return ((chance / step) * (simpson * width)) / 3;
	});
	return { points, weights };
}

function normalDensity(z: number): number {
	return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

function assertFractions(fractions: readonly number[]): void {
	let before = 0;
	for (const fraction of fractions) {
		if (!(fraction > before && fraction <= 1)) throw new RangeError(`Not ascending shares of the plan: ${fractions.join(', ')}`);
		before = fraction;
	}
}
