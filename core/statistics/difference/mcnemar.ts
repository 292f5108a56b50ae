import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import { signTest } from './sign-test.ts';
import { twoSidedTProbability } from '../descriptive/student-t.ts';

/** Cases that passed on one side only; the others say nothing about a difference. */
export interface DiscordantPairs {
	readonly onlyBaseline: number;
	readonly onlyCandidate: number;
}

/** Above this many discordant pairs the exact sum brings nothing but waiting: both p-values agree to 1e-5. */
const largestExactCount = 10_000;

/**
 * McNemar's test on paired pass/fail results: two-sided p and which form of the test gave it. Exact up to 10,000
 * discordant pairs, asymptotic above. Without discordant pairs p is 1.
 *
 * @throws RangeError when a count is negative or not an integer.
 *
 * Source: Q. McNemar (1947), Psychometrika 12(2), 153–157.
 */
export function mcnemar(pairs: DiscordantPairs): { readonly p: number; readonly method: 'mcnemar-exact' | 'mcnemar-asymptotic' } {
	return pairs.onlyBaseline + pairs.onlyCandidate > largestExactCount
		? { p: mcnemarAsymptotic(pairs), method: 'mcnemar-asymptotic' }
		: { p: signTest(pairs.onlyCandidate, pairs.onlyBaseline), method: 'mcnemar-exact' };
}

/** The asymptotic form with Edwards' continuity correction: (|b − c| − 1)² / (b + c) on one degree of freedom. */
export function mcnemarAsymptotic({ onlyBaseline, onlyCandidate }: DiscordantPairs): number {
	const count = onlyBaseline + onlyCandidate;
	if (count === 0) return 1;
	const z = Math.max(0, Math.abs(onlyBaseline - onlyCandidate) - 1) / Math.sqrt(count);
	// With 1e12 degrees of freedom t is the normal distribution to within 1e-12.
	return twoSidedTProbability(z, 1e12);
}

/**
 * The mid-p form: half of the probability of what was observed is left out. Less cautious than the exact form, which on few pairs
 * rejects far more rarely than alpha; its false-positive rate seldom exceeds alpha, and never by much. Without discordant pairs
 * p is 1.
 *
 * @throws RangeError when a count is negative or not an integer.
 *
 * Source: M. W. Fagerland, S. Lydersen and P. Laake (2013), BMC Medical Research Methodology 13:91.
 */
export function mcnemarMidP(pairs: DiscordantPairs): number {
	const exact = signTest(pairs.onlyCandidate, pairs.onlyBaseline);
	const count = pairs.onlyBaseline + pairs.onlyCandidate;
	if (count === 0) return 1;
	const fewer = Math.min(pairs.onlyBaseline, pairs.onlyCandidate);
	const observed = binomialCdf(fewer, count, 0.5) - (fewer === 0 ? 0 : binomialCdf(fewer - 1, count, 0.5));
	// An even split has both tails in one: the exact p is 1 there, and the mid-p 1 − P(observed).
	return pairs.onlyBaseline === pairs.onlyCandidate ? 1 - observed : exact - observed;
}
