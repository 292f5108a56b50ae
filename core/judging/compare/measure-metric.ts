import type { Decision } from '../../formats/experiment/experiment.ts';
import { agrestiMinStandardError } from '../../statistics/difference/agresti-min-standard-error.ts';
import { bootstrapInterval } from '../../statistics/resampling/bootstrap-interval.ts';
import { cohenDZ } from '../../statistics/difference/cohen-d-z.ts';
import { mcnemar, mcnemarMidP } from '../../statistics/difference/mcnemar.ts';
import { newcombePairedInterval } from '../../statistics/difference/newcombe-paired-interval.ts';
import type { PairedOutcomes } from '../../statistics/difference/newcombe-paired-interval.ts';
import { pairedDifferences, pairedT } from '../../statistics/difference/paired-t.ts';
import { signFlipPermutation } from '../../statistics/resampling/sign-flip-permutation.ts';
import { signTest } from '../../statistics/difference/sign-test.ts';
import { welchT } from '../../statistics/difference/welch-t.ts';
import { wilcoxonSignedRank } from '../../statistics/difference/wilcoxon-signed-rank.ts';
import { countWinsAndLosses } from '../../statistics/difference/wins-and-losses.ts';
import type { ComparisonMethod, MetricComparison } from './comparison.ts';
import { estimateMean, estimatePassRate } from './estimate-metric.ts';
import type { MetricPairs } from './cases/pair-cases.ts';

/** What the data say of one metric of one candidate, before anything is decided. */
export type Measurement = Pick<
	MetricComparison,
	'baseline' | 'value' | 'delta' | 'ci' | 'p' | 'method' | 'effect' | 'wins' | 'losses' | 'ties'
> & {
	/** Standard error of the difference as the minimum detectable effect wants it; null without one. */
	readonly standardError: number | null;
	/** Independent observations: clusters, or else cases; of the smaller side when cases are not paired. */
	readonly independentCount: number;
};

/** The part of a decision rule that a measurement depends on. */
export type MeasurementRule = Pick<Decision, 'alpha' | 'test' | 'rate_interval'>;

/**
 * Compares the cases of one metric.
 *
 * Common cases are compared one by one: by McNemar's test when every case has one pass or fail on each side and cases are
 * independent, otherwise by a paired t test on the case means, clustered where cases come in groups; or by the test that the rule
 * asks for. Without a common case the sides are compared by Welch's test, unless cases come in groups, which that test cannot take
 * into account.
 */
export function measureMetric(pairs: MetricPairs, goal: 'maximize' | 'minimize', rule: MeasurementRule): Measurement {
	if (pairs.baseline.length > 0) {
		const differences = pairedDifferences(pairs.baseline, pairs.candidate);
		const counts = countWinsAndLosses(differences, goal);
		return { ...measurePairs(pairs, differences, rule), ...counts };
	}
	return { ...measureUnpaired(pairs, rule.alpha), wins: 0, losses: 0, ties: 0 };
}

type Unmeasured = Omit<Measurement, 'wins' | 'losses' | 'ties'>;

function measurePairs(pairs: MetricPairs, differences: readonly number[], rule: MeasurementRule): Unmeasured {
	switch (rule.test) {
		case 'auto':
		case 'mid-p':
			return pairs.isPassFail ? measurePassFail(pairs, rule) : measureScores(pairs, differences, rule.alpha);
		case 'wilcoxon':
		case 'permutation':
			return measureWithoutNormality(pairs, differences, rule);
	}
}

function measurePassFail({ baseline, candidate }: MetricPairs, rule: MeasurementRule): Unmeasured {
	const outcomes = countOutcomes(baseline, candidate);
	const { p, method } = rule.test === 'mid-p' ? { p: mcnemarMidP(outcomes), method: 'mcnemar-mid-p' as const } : mcnemar(outcomes);
	const delta = (outcomes.onlyCandidate - outcomes.onlyBaseline) / baseline.length;
	return {
		baseline: estimatePassRate(baseline, rule.alpha, rule.rate_interval),
		value: estimatePassRate(candidate, rule.alpha, rule.rate_interval),
		delta,
		ci: newcombePairedInterval(outcomes, rule.alpha) ?? null,
		p,
		method,
		effect: { name: 'risk-difference', value: delta },
		standardError: agrestiMinStandardError(outcomes),
		independentCount: baseline.length,
	};
}

/** Means, effect and standard error as with t; p by ranks or by random signs, the interval by bootstrap. */
function measureWithoutNormality(pairs: MetricPairs, differences: readonly number[], rule: MeasurementRule): Unmeasured {
	const measured = measureScores(pairs, differences, rule.alpha);
	const { clusters } = pairs;
	const ci = bootstrapInterval(differences, rule.alpha, { clusters }) ?? null;
	// Ranks cannot take groups into account; signs can, flipped group by group.
	if (rule.test === 'permutation' || clusters !== undefined)
		return { ...measured, ci, ...signFlipPermutation(differences, { clusters }) };
	const { p, method, direction } = wilcoxonSignedRank(differences);
	// Where the ranks point one way and the mean the other, a small p supports no statement on the mean.
	const isAgreed = direction * (measured.delta ?? 0) >= 0;
	return isAgreed ? { ...measured, ci, p, method } : { ...measured, ci, p: null, method: 'none' };
}

function measureScores({ baseline, candidate, clusters }: MetricPairs, differences: readonly number[], alpha: number): Unmeasured {
	const independentCount = clusters === undefined ? baseline.length : new Set(clusters).size;
	const test = pairedT(baseline, candidate, { alpha, clusters });
	if (test === undefined) throw new RangeError('There are no pairs to measure.');
	// Every case moved by the same amount: t is infinite, and how likely that is by chance is what the sign test says.
	const isSameEverywhere = test.standardError === 0 && test.p === null;
	return {
		baseline: estimateMean(baseline, alpha, clusters),
		value: estimateMean(candidate, alpha, clusters),
		delta: test.difference,
		ci: test.interval,
		...(isSameEverywhere
			? { p: signTest(independentCount, 0), method: 'sign-exact' }
			: { p: test.p, method: methodOf(test.p, clusters !== undefined) }),
		effect: { name: 'cohen-d-z', value: cohenDZ(differences) },
		standardError: test.standardError,
		independentCount,
	};
}

function methodOf(p: number | null, isClustered: boolean): ComparisonMethod {
	if (p === null) return 'none';
	return isClustered ? 'paired-t-clustered' : 'paired-t';
}

function measureUnpaired({ onlyBaseline, onlyCandidate, hasGroups }: MetricPairs, alpha: number): Unmeasured {
	const test = welchT(onlyBaseline, onlyCandidate, alpha);
	const isTested = test !== undefined && !hasGroups && test.p !== null;
	return {
		baseline: estimateMean(onlyBaseline, alpha),
		value: estimateMean(onlyCandidate, alpha),
		delta: test?.difference ?? null,
		ci: isTested ? test.interval : null,
		p: isTested ? test.p : null,
		method: isTested ? 'welch-t' : 'none',
		effect: { name: 'none', value: null },
		standardError: isTested ? test.standardError : null,
		independentCount: Math.min(onlyBaseline.length, onlyCandidate.length),
	};
}

function countOutcomes(baseline: readonly number[], candidate: readonly number[]): PairedOutcomes {
	const count = (before: number, after: number): number =>
		baseline.filter((value, index) => value === before && candidate[index] === after).length;
	return { both: count(1, 1), onlyBaseline: count(1, 0), onlyCandidate: count(0, 1), neither: count(0, 0) };
}
