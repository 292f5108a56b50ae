/** What is kept of many values without keeping them. */
export interface Moments {
	readonly n: number;
	/** 0 without values. */
	readonly mean: number;
	/** Sum of the squares of the values. */
	readonly sumSquares: number;
}

/** Of values that are finite. */
export function momentsOf(values: readonly number[]): Moments {
	const sum = values.reduce((total, value) => total + value, 0);
	return {
		n: values.length,
		mean: values.length === 0 ? 0 : sum / values.length,
		sumSquares: values.reduce((total, value) => total + value * value, 0),
	};
}

/** Of the values of all of them together. */
export function addMoments(parts: readonly Moments[]): Moments {
	const n = parts.reduce((total, part) => total + part.n, 0);
	const sum = parts.reduce((total, part) => total + part.n * part.mean, 0);
	return { n, mean: n === 0 ? 0 : sum / n, sumSquares: parts.reduce((total, part) => total + part.sumSquares, 0) };
}

/** Sample variance, with n − 1 below the line; null for fewer than two values. Rounding never makes it negative. */
export function varianceOf({ n, mean, sumSquares }: Moments): number | null {
	if (n < 2) return null;
	const centred = sumSquares - n * mean * mean;
	return centred <= 1e-12 * sumSquares ? 0 : centred / (n - 1);
}

/** True when every value can be 0 or 1, since only then a sum of squares is the sum. */
export function isPassFail({ n, mean, sumSquares }: Moments): boolean {
	const passes = n * mean;
	return Math.abs(sumSquares - passes) <= 1e-9 * Math.max(1, n) && Math.abs(passes - Math.round(passes)) <= 1e-6;
}
