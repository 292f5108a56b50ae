import type { ObservedVersion } from '../../formats/observation/observation-file.ts';
import type { Interval } from '../../statistics/descriptive/interval.ts';
import { addMoments, isPassFail, varianceOf } from '../../statistics/descriptive/moments.ts';
import type { Moments } from '../../statistics/descriptive/moments.ts';
import { tReach } from '../../statistics/descriptive/student-t.ts';
import { holm } from '../../statistics/multiplicity/holm.ts';
import { wilsonInterval } from '../../statistics/rates/wilson-interval.ts';
import { laterFall, largestFall } from '../../statistics/sequential/later-fall.ts';
import type { LaterFall } from '../../statistics/sequential/later-fall.ts';
import { errorRateMetric } from '../compare/cases/planned-metrics.ts';
import type { EvidenceMetric, WatchedMetric } from './watched-metric.ts';
import { whyNothingIsShown, whyOk, whyShown } from './watch-words.ts';

/** False alarms that 90 windows may have, over all metrics of a name. */
export const watchAlpha = 0.05;

/** Windows that are added up for what has not fallen. */
const longestSpan = 64;

/**
 * Judges the last of the windows against the evidence, with what the windows before it say. All metrics of the evidence are judged together
 * by Holm's method: in 90 windows without a fall the chance of any alarm or watch is at most 5 %.
 *
 * `alarm`: a fall is shown, and it is as large as what matters, or nobody said what matters. `watch`: a fall is shown, and it is smaller.
 * `ok`: no fall is shown, and one that matters is excluded. `cannot-tell`: everything else.
 *
 * @param windows - Of the version that the evidence is about, since it was promoted, oldest first; the last one is judged.
 */
export function watchWindow(evidence: readonly EvidenceMetric[], windows: readonly ObservedVersion[]): readonly WatchedMetric[] {
	const looks = evidence.map(metric => {
		const values = windows.map(window => better(momentsIn(window, metric.metric), metric)).filter(({ n }) => n > 0);
		return { metric, values, fall: laterFall(better(metric.cases, metric), values) };
	});
	const adjusted = holm(looks.map(({ fall }) => fall?.p ?? 1));
	return looks.map(({ metric, values, fall }, position) => {
		const now = windows.at(-1);
		const seen = now === undefined ? nothing : momentsIn(now, metric.metric);
		return {
			metric: metric.metric,
			observed: seen.n === 0 ? null : seen.mean,
			expected: expectedOf(metric.cases),
			n: seen.n,
			...stateOf(metric, values, fall, { p: adjusted[position] ?? 1, alpha: watchAlpha / evidence.length }),
		};
	});
}

function stateOf(
	metric: EvidenceMetric,
	values: readonly Moments[],
	fall: LaterFall | undefined,
	{ p, alpha }: { readonly p: number; readonly alpha: number },
): Pick<WatchedMetric, 'state' | 'why'> {
	const { minEffect } = metric;
	if (fall !== undefined && p <= watchAlpha) {
		const isLarge = minEffect === undefined || fall.fall >= minEffect;
		return { state: isLarge ? 'alarm' : 'watch', why: whyShown(metric, fall) };
	}
	const together = addMoments(values.slice(-longestSpan));
	const evidence = better(metric.cases, metric);
	const open = together.n === 0 ? undefined : largestFall(evidence, together);
	if (minEffect !== undefined && open !== undefined && open < minEffect) {
		return { state: 'ok', why: whyOk(metric, minEffect, together.n) };
	}
	return { state: 'cannot-tell', why: whyNothingIsShown(metric, evidence, together, alpha) };
}

const nothing: Moments = { n: 0, mean: 0, sumSquares: 0 };

function momentsIn({ metrics, errors, records }: ObservedVersion, metric: string): Moments {
	if (metric === errorRateMetric) {
		return { n: records, mean: records === 0 ? 0 : errors.total / records, sumSquares: errors.total };
	}
	const found = Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
	return found === undefined ? nothing : { n: found.n, mean: found.mean, sumSquares: found.sum_sq };
}

/** Turned so that more is better: 1 − value, which leaves passes and failures what they are. */
function better(moments: Moments, { goal }: EvidenceMetric): Moments {
	if (goal === 'maximize' || moments.n === 0) return moments;
	const { n, mean, sumSquares } = moments;
	return { n, mean: 1 - mean, sumSquares: n - 2 * n * mean + sumSquares };
}

function expectedOf(cases: Moments): Interval | null {
	if (isPassFail(cases)) return wilsonInterval(Math.round(cases.n * cases.mean), cases.n, 0.05) ?? null;
	const variance = varianceOf(cases);
	if (variance === null) return null;
	const reach = tReach(0.05, cases.n - 1) * Math.sqrt(variance / cases.n);
	return [cases.mean - reach, cases.mean + reach];
}
