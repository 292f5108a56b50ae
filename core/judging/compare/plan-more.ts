import { planPassFail, planSample } from '../../statistics/power/plan-sample.ts';
import type { CasesRange } from '../../statistics/power/plan-sample.ts';
import { variancePartsOf } from '../../statistics/repeats/split-variance.ts';
import type { MetricPairs } from './cases/pair-cases.ts';
import type { PlannedMetric } from './cases/planned-metrics.ts';
import { countOutcomes } from './estimate-pairs.ts';
import type { Measurement } from './measure-metric.ts';
import type { MoreData } from './report/more-words.ts';

/** What a plan rests on: one metric of one candidate. */
interface PlannedOn {
	readonly metric: Pick<PlannedMetric, 'minEffect'>;
	readonly pairs: MetricPairs;
	readonly measurement: Pick<Measurement, 'standardError' | 'interval_method'>;
}

/**
 * What it takes to show `min_effect` with power 0.8, by the test and the level that decide: exact McNemar for pass and fail, otherwise t,
 * at alpha divided by the tests that are corrected together. Undefined when there is enough, or when no smallest difference is declared.
 */
export function planMore(
	{ metric, pairs, measurement }: PlannedOn,
	{ alpha, claimCount }: { readonly alpha: number; readonly claimCount: number },
): MoreData | undefined {
	const { standardError, interval_method: method } = measurement;
	const effect = metric.minEffect;
	if (effect === undefined || standardError === null) return undefined;
	const goal = { effect, alpha: alpha / claimCount };
	const isPaired = pairs.baseline.length > 0;
	const present = isPaired ? pairs.baseline.length : Math.min(pairs.onlyBaseline.length, pairs.onlyCandidate.length);
	if (method === 'newcombe') return moreThan(present, planPassFail(countOutcomes(pairs), goal), { seeds: null, cheaper: 'more-cases' });
	// Groups make the error of the mean larger than that of as many single cases; so many cases in such groups are planned.
	const parts = variancePartsOf(present * standardError ** 2, isPaired ? pairs.repeats : { seeds: 1, within: null }, present);
	const { cases, seeds, cheaper } = planSample(parts, goal);
	return moreThan(present, cases, { seeds: seeds === null ? null : Math.ceil(seeds - parts.seeds), cheaper: cheaper ?? 'more-cases' });
}

function moreThan(
	present: number,
	cases: CasesRange,
	{ seeds, cheaper }: { readonly seeds: number | null; readonly cheaper: MoreData['cheaper'] },
): MoreData | undefined {
	if (cases.planned !== null && cases.planned <= present) return undefined;
	return { cases, present, moreSeeds: seeds !== null && seeds > 0 ? seeds : null, cheaper };
}
