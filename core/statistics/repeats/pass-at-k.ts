/** How one case came out. */
export interface RepeatedOutcome {
	/** Answers, at least 1. */
	readonly attempts: number;
	/** Answers that passed. */
	readonly passes: number;
}

/**
 * Chance that at least one of k answers passes, estimated without bias from n answers of which c passed: 1 − C(n − c, k) / C(n, k).
 * Undefined with fewer than k answers.
 *
 * @throws RangeError when the outcome is no pair of counts or k is not a positive integer.
 *
 * Source: M. Chen et al. (2021), arXiv 2107.03374, equation 1.
 */
export function passAtK({ attempts, passes }: RepeatedOutcome, k: number): number | undefined {
	const allFail = chanceOfAll(attempts, attempts - passes, k);
	return allFail === undefined ? undefined : 1 - allFail;
}

/**
 * Chance that all of k answers pass, pass^k, estimated without bias: C(c, k) / C(n, k). Undefined with fewer than k answers.
 *
 * @throws RangeError when the outcome is no pair of counts or k is not a positive integer.
 *
 * Source: S. Yao, N. Shinn, P. Razavi and K. Narasimhan (2024), τ-bench, arXiv 2406.12045, section 3.
 */
export function passHatK({ attempts, passes }: RepeatedOutcome, k: number): number | undefined {
	return chanceOfAll(attempts, passes, k);
}

/** That k of `total`, drawn without putting back, are all among `marked`. */
function chanceOfAll(total: number, marked: number, k: number): number | undefined {
	const isCount = [total, marked, k].every(Number.isInteger) && marked >= 0 && marked <= total && k >= 1;
	if (!isCount) throw new RangeError(`Not counts: ${marked} of ${total}, ${k} drawn`);
	if (k > total) return undefined;
	let chance = 1;
	for (let drawn = 0; drawn < k; drawn++) chance *= Math.max(0, marked - drawn) / (total - drawn);
	return chance;
}
