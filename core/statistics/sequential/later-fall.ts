import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tCdf from '@stdlib/stats-base-dists-t-cdf';
import { addMoments, isPassFail, varianceOf } from '../descriptive/moments.ts';
import type { Moments } from '../descriptive/moments.ts';
import { tReach } from '../descriptive/student-t.ts';
import { fewerPasses } from '../rates/fewer-passes.ts';
import { wilsonInterval } from '../rates/wilson-interval.ts';

/** So many windows keep together to the level: a quarter of days. */
export const windowsPerLevel = 90;

/** How far back each look compares, in windows. */
const lookBacks = [1, 2, 4, 8, 16, 32, 64] as const;

/** What the windows up to one of them say against the evidence. */
export interface LaterFall {
	/** The chance to see such a fall in any of 90 windows, over whatever stretch, where there is none. In [0, 1]. */
	readonly p: number;
	/** Mean of the evidence minus mean of the stretch with the clearest fall; negative for a rise. */
	readonly fall: number;
	/** How many windows that stretch has. */
	readonly windows: number;
	/** The values of that stretch. */
	readonly stretch: Moments;
}

/**
 * Whether the newest windows lie below the evidence. At each window the last 1, 2, 4 … 64 of them are compared, so that a fall that
 * begins late is not hidden by the good time before it. The p-value is that of the clearest stretch times all comparisons that 90 windows
 * make (Bonferroni), so looking at every window finds a fall that is not there with a chance of at most alpha in 90 windows. That
 * holds however the comparisons depend on each other, hence also for an error of the evidence, which they share.
 *
 * Passes and failures are tested by Fisher's exact test, other scores by Welch's t test.
 *
 * @param windows - Oldest first; the last one is the one that is judged. Those without values are left out before.
 * @returns Undefined when nothing can be compared.
 *
 * Source of the idea: W. A. Shewhart charts over several spans; C. E. Bonferroni (1936); B. L. Welch (1947), Biometrika 34(1/2), 28–35.
 */
export function laterFall(evidence: Moments, windows: readonly Moments[]): LaterFall | undefined {
	const spans = new Set(lookBacks.map(span => Math.min(span, windows.length)).filter(span => span > 0));
	let clearest: LaterFall | undefined;
	for (const span of spans) {
		const stretch = addMoments(windows.slice(-span));
		const p = pOfFall(evidence, stretch);
		if (p !== undefined && (clearest === undefined || p < clearest.p)) {
			clearest = { p, fall: evidence.mean - stretch.mean, windows: span, stretch };
		}
	}
	return clearest && { ...clearest, p: Math.min(1, clearest.p * windowsPerLevel * lookBacks.length) };
}

/**
 * The largest fall that the values leave open, with 95 % confidence on this one side: the mean of the evidence minus that of `later` is
 * at most so much. Undefined where nothing can be said.
 *
 * Source: R. G. Newcombe (1998), Statistics in Medicine 17, 873–890, method 10; for other scores Welch's interval.
 */
export function largestFall(evidence: Moments, later: Moments): number | undefined {
	const fall = evidence.mean - later.mean;
	if (isPassFail(evidence) && isPassFail(later)) {
		const [before, after] = [wilsonInterval(passesOf(evidence), evidence.n, 0.1), wilsonInterval(passesOf(later), later.n, 0.1)];
		return before && after && fall + Math.hypot(before[1] - evidence.mean, later.mean - after[0]);
	}
	const spread = spreadOf(evidence, later);
	return spread && fall + tReach(0.1, spread.degreesOfFreedom) * spread.standardError;
}

/**
 * About how many values it takes to show a fall of `effect` with power 0.8. Infinity where the evidence is too small for any number.
 * Undefined without a spread to plan with.
 *
 * @param alpha - What all comparisons of 90 windows may spend on this metric.
 */
export function valuesToShow(evidence: Moments, effect: number, alpha: number): number | undefined {
	const variance = varianceOf(evidence);
	if (variance === null || variance === 0) return undefined;
	const reach = normalQuantile(1 - alpha / (windowsPerLevel * lookBacks.length), 0, 1) + normalQuantile(0.8, 0, 1);
	const room = (effect / reach) ** 2 - variance / evidence.n;
	return room > 0 ? Math.ceil(variance / room) : Infinity;
}

function pOfFall(evidence: Moments, later: Moments): number | undefined {
	if (evidence.n === 0 || later.n === 0) return undefined;
	if (isPassFail(evidence) && isPassFail(later)) {
		return fewerPasses({ passes: passesOf(evidence), total: evidence.n }, { passes: passesOf(later), total: later.n });
	}
	const spread = spreadOf(evidence, later);
	return spread && tCdf(-(evidence.mean - later.mean) / spread.standardError, spread.degreesOfFreedom);
}

/** Undefined where a side has fewer than two values, and where no value differs from another. */
function spreadOf(evidence: Moments, later: Moments): { readonly standardError: number; readonly degreesOfFreedom: number } | undefined {
	const [first, second] = [varianceOf(evidence), varianceOf(later)];
	if (first === null || second === null) return undefined;
	const [before, after] = [first / evidence.n, second / later.n];
	const variance = before + after;
	if (variance === 0) return undefined;
	return {
		standardError: Math.sqrt(variance),
		degreesOfFreedom: variance ** 2 / (before ** 2 / (evidence.n - 1) + after ** 2 / (later.n - 1)),
	};
}

function passesOf({ n, mean }: Moments): number {
	return Math.round(n * mean);
}
