import type { Decision } from '../../formats/experiment/experiment.ts';
import { estimateValue } from '../../statistics/decision/estimate-value.ts';
import type { Interval } from '../../statistics/descriptive/interval.ts';
import { agrestiMinStandardError } from '../../statistics/difference/agresti-min-standard-error.ts';
import { cohenDZ } from '../../statistics/difference/cohen-d-z.ts';
import { pairedDifferences, pairedT } from '../../statistics/difference/paired-t.ts';
import { welchT } from '../../statistics/difference/welch-t.ts';
import { countWinsAndLosses } from '../../statistics/difference/wins-and-losses.ts';
import type { MetricPairs } from './cases/pair-cases.ts';
import type { MetricComparison, MetricEstimate } from './comparison.ts';
import { estimateMean, estimatePassRate } from './estimate-metric.ts';
import { countOutcomes, estimatePairs } from './estimate-pairs.ts';
import type { DifferenceEstimate } from './estimate-pairs.ts';

/** What the data say of one metric of one candidate, before anything is decided. */
export type Measurement = Pick<
	MetricComparison,
	'baseline' | 'value' | 'delta' | 'ci' | 'margin_ci' | 'interval_method' | 'p' | 'method' | 'effect' | 'wins' | 'losses' | 'ties'
> & {
	/** Standard error of the difference as the minimum detectable effect wants it; null without one. */
	readonly standardError: number | null;
	/** Independent observations: cases, or groups counted as so many of equal size; of the smaller side when cases are not paired. */
	readonly effectiveCount: number;
	/** The interval that margins are held against, at another alpha; null where there is none. */
	readonly marginIntervalAt: (alpha: number) => Interval | null;
};

/** The part of a decision rule that a measurement depends on. */
export type MeasurementRule = Pick<Decision, 'alpha' | 'test' | 'rate_interval'>;

/**
 * Compares the cases of one metric.
 *
 * Common cases are compared one by one, by the method that fits them or the test that the rule asks for; see `estimatePairs`. Without a
 * common case the sides are compared by Welch's test, unless cases come in groups, which that test cannot take into account.
 */
export function measureMetric(pairs: MetricPairs, goal: 'maximize' | 'minimize', rule: MeasurementRule): Measurement {
	return pairs.baseline.length > 0 ? measurePairs(pairs, goal, rule) : measureUnpaired(pairs, rule.alpha);
}

function measurePairs(
	pairs: MetricPairs,
	goal: 'maximize' | 'minimize',
	{ alpha, test, rate_interval: rateInterval }: MeasurementRule,
): Measurement {
	const { baseline, candidate, clusters } = pairs;
	const estimateAt = (level: number): DifferenceEstimate => estimatePairs(pairs, test, level);
	const found = estimateAt(alpha);
	const differences = pairedDifferences(baseline, candidate);
	const isPassFail = found.intervalMethod === 'newcombe';
	const sideOf = (values: readonly number[]): MetricEstimate | null =>
		isPassFail ? estimatePassRate(values, alpha, rateInterval) : estimateScores(values, pairs, alpha);
	return {
		baseline: sideOf(baseline),
		value: sideOf(candidate),
		delta: found.estimate,
		ci: found.interval,
		margin_ci: found.gateInterval,
		interval_method: found.intervalMethod,
		p: found.p,
		method: found.method,
		effect: isPassFail ? { name: 'risk-difference', value: found.estimate } : { name: 'cohen-d-z', value: cohenDZ(differences) },
		standardError: isPassFail
			? agrestiMinStandardError(countOutcomes(pairs))
			: (pairedT(baseline, candidate, { alpha, clusters })?.standardError ?? null),
		effectiveCount: found.effectiveCount,
		marginIntervalAt: level => estimateAt(level).gateInterval,
		...countWinsAndLosses(differences, goal),
	};
}

/** The mean of one side. Its interval is never of no width, however much the cases agree. */
function estimateScores(values: readonly number[], { clusters, scoreRange }: MetricPairs, alpha: number): MetricEstimate | null {
	const plain = estimateMean(values, alpha, clusters);
	return plain && { ...plain, ci: estimateValue({ values, clusters, scoreRange }, { alpha }).interval };
}

function measureUnpaired({ onlyBaseline, onlyCandidate, hasGroups }: MetricPairs, alpha: number): Measurement {
	const test = welchT(onlyBaseline, onlyCandidate, alpha);
	// Values that are all the same on both sides have no spread to tell chance by; an interval of no width would rule everything out.
	const isTested = test !== undefined && !hasGroups && test.p !== null && test.standardError !== 0;
	return {
		baseline: estimateMean(onlyBaseline, alpha),
		value: estimateMean(onlyCandidate, alpha),
		delta: test?.difference ?? null,
		ci: isTested ? test.interval : null,
		margin_ci: null,
		interval_method: isTested ? 'welch-t' : 'none',
		p: isTested ? test.p : null,
		method: isTested ? 'welch-t' : 'none',
		effect: { name: 'none', value: null },
		standardError: isTested ? test.standardError : null,
		effectiveCount: Math.min(onlyBaseline.length, onlyCandidate.length),
		marginIntervalAt: () => null,
		wins: 0,
		losses: 0,
		ties: 0,
	};
}
