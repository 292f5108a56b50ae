import type { Decision } from '../../formats/experiment/experiment.ts';
import { estimateDifference } from '../../statistics/decision/estimate-difference.ts';
import type { PairedSample } from '../../statistics/decision/estimate-difference.ts';
import type { Estimate } from '../../statistics/decision/estimate.ts';
import type { Interval } from '../../statistics/descriptive/interval.ts';
import { mcnemarMidP } from '../../statistics/difference/mcnemar.ts';
import type { PairedOutcomes } from '../../statistics/difference/newcombe-paired-interval.ts';
import { pairedDifferences } from '../../statistics/difference/paired-t.ts';
import { wilcoxonSignedRank } from '../../statistics/difference/wilcoxon-signed-rank.ts';
import { bootstrapInterval } from '../../statistics/resampling/bootstrap-interval.ts';
import { signFlipPermutation } from '../../statistics/resampling/sign-flip-permutation.ts';
import type { ComparisonIntervalMethod, ComparisonMethod } from './comparison.ts';

/** An estimate whose test or interval may be one that a plan asked for. */
export interface DifferenceEstimate extends Omit<Estimate, 'method' | 'intervalMethod' | 'why'> {
	readonly method: ComparisonMethod;
	readonly intervalMethod: ComparisonIntervalMethod;
}

/**
 * The difference of two sides on common cases, by the method that fits the data or by the test that the plan asks for. With a test that
 * was asked for, margins are held against the wider of both intervals, so that asking for it never makes a margin easier to pass.
 *
 * @throws RangeError without cases.
 */
export function estimatePairs(sample: PairedSample, test: Decision['test'], alpha: number): DifferenceEstimate {
	const fitting = estimateDifference(sample, { alpha });
	switch (test) {
		case 'auto':
			return fitting;
		case 'mid-p':
			return fitting.intervalMethod === 'newcombe'
				? { ...fitting, p: mcnemarMidP(countOutcomes(sample)), method: 'mcnemar-mid-p' }
				: fitting;
		case 'wilcoxon':
		case 'permutation':
			return withoutNormality(sample, test, { fitting, alpha });
	}
}

/** How the cases of two sides came out, of values that are all 0 or 1. */
export function countOutcomes({ baseline, candidate }: PairedSample): PairedOutcomes {
	const count = (before: number, after: number): number =>
		baseline.filter((value, index) => value === before && candidate[index] === after).length;
	return { both: count(1, 1), onlyBaseline: count(1, 0), onlyCandidate: count(0, 1), neither: count(0, 0) };
}

/** p by ranks or by random signs, the interval by bootstrap. */
function withoutNormality(
	{ baseline, candidate, clusters }: PairedSample,
	test: 'wilcoxon' | 'permutation',
	{ fitting, alpha }: { readonly fitting: Estimate; readonly alpha: number },
): DifferenceEstimate {
	const differences = pairedDifferences(baseline, candidate);
	const drawn = bootstrapInterval(differences, alpha, { clusters });
	// Few changes give a bootstrap little to draw from: six equal cases would have an interval of no width.
	const isDrawn = drawn !== undefined && fitting.intervalMethod !== 'range';
	const measured: DifferenceEstimate = {
		...fitting,
		...(isDrawn ? { interval: drawn, gateInterval: widest(drawn, fitting.gateInterval), intervalMethod: 'bootstrap-bca' } : {}),
	};
	// Ranks cannot take groups into account; signs can, flipped group by group.
	if (test === 'permutation' || clusters !== undefined) return { ...measured, ...signFlipPermutation(differences, { clusters }) };
	const { p, method, direction } = wilcoxonSignedRank(differences);
	// Where the ranks point one way and the mean the other, a small p supports no statement on the mean.
	return direction * fitting.estimate >= 0 ? { ...measured, p, method } : { ...measured, p: null, method: 'none' };
}

function widest([low, high]: Interval, other: Interval | null): Interval {
	return other === null ? [low, high] : [Math.min(low, other[0]), Math.max(high, other[1])];
}
