import { roundDifferences } from '../difference/round-differences.ts';
import { mcnemar } from '../difference/mcnemar.ts';
import { newcombePairedInterval } from '../difference/newcombe-paired-interval.ts';
import type { PairedOutcomes } from '../difference/newcombe-paired-interval.ts';
import { pairedDifferences } from '../difference/paired-t.ts';
import type { Interval } from '../descriptive/interval.ts';
import { countGroupSizes } from '../groups/effective-groups.ts';
import { tangoPairedInterval } from '../rates/tango-paired-interval.ts';
import { signFlipPermutation } from '../resampling/sign-flip-permutation.ts';
import { estimateMean, hasLittleSpread } from './estimate-mean.ts';
import type { MeanEstimate } from './estimate-mean.ts';
import type { Estimate, EstimateOptions, TestMethod } from './estimate.ts';
import { plausibleChange } from './plausible-range.ts';

/** Both sides of a metric on the same cases. */
export interface PairedSample {
	/** One value per case: the mean of its answers. At least one. */
	readonly baseline: readonly number[];
	/** In the same order. */
	readonly candidate: readonly number[];
	/** The group of each case; undefined when cases are independent. */
	readonly clusters?: readonly string[] | undefined;
	/** The smallest and the largest score that the metric can have; undefined when it has none, as with costs. */
	readonly scoreRange?: Interval | undefined;
}

/** Below this many groups the usual clustered test errs too often. */
const fewestGroupsForT = 30;

/**
 * The difference of two sides on the same cases, candidate minus baseline, by the method that fits the data. This is the one place
 * that chooses it:
 *
 * | data | test | interval |
 * |---|---|---|
 * | every case mean is 0 or 1, cases independent | McNemar | Newcombe; margins also Tango's |
 * | independent cases, most unchanged, fewer than 20 others | signs, exact | range of the score |
 * | independent cases otherwise | paired t | t; margins also Hall's |
 * | groups, unequal or fewer than 30 | signs of whole groups | CR2 |
 * | groups otherwise | t with CR2 | CR2 |
 *
 * @throws RangeError without cases, when both sides differ in length, or for a value that is not finite.
 */
export function estimateDifference(sample: PairedSample, options: EstimateOptions): Estimate {
	const { baseline, candidate } = sample;
	const clusters = sharedClusters(sample.clusters);
	const differences = pairedDifferences(baseline, candidate);
	if (clusters === undefined && [...baseline, ...candidate].every(value => value === 0 || value === 1)) {
		return estimatePassFail(countOutcomes(baseline, candidate), options.alpha);
	}
	const change = plausibleChange([...baseline, ...candidate], sample.scoreRange);
	const found = estimateMean({ values: differences, clusters, range: [-change, change] }, options);
	return {
		estimate: found.mean,
		interval: found.interval,
		gateInterval: found.gateInterval,
		intervalMethod: found.intervalMethod,
		effectiveCount: found.effectiveCount,
		...testMean(differences, clusters, found, options),
	};
}

/** The groups, unless every case is a group of its own. */
export function sharedClusters(clusters: readonly string[] | undefined): readonly string[] | undefined {
	return clusters !== undefined && new Set(clusters).size < clusters.length ? clusters : undefined;
}

function testMean(
	differences: readonly number[],
	clusters: readonly string[] | undefined,
	found: MeanEstimate,
	{ draws }: EstimateOptions,
): Pick<Estimate, 'p' | 'method' | 'why'> {
	const { count, otherCount } = found.units;
	const flip = (): { readonly p: number; readonly method: TestMethod } =>
		signFlipPermutation(differences, { clusters, resamples: draws });
	if (found.intervalMethod === 'none')
		return { p: null, method: 'none', why: `One ${clusters === undefined ? 'case' : 'group'} shows no spread.` };
	if (clusters !== undefined) {
		const areEqual = new Set(countGroupSizes(clusters)).size === 1;
		const why = `Cases come in ${count} groups of ${areEqual ? 'equal' : 'unequal'} size.`;
		return areEqual && count >= fewestGroupsForT && !hasLittleSpread(found.units)
			? { p: found.p, method: 'paired-t-cr2', why }
			: { ...flip(), why };
	}
	if (!hasLittleSpread(found.units))
		return { p: found.p, method: 'paired-t', why: 'Cases are independent and differ by more than two outcomes.' };
	const isUnchanged = roundDifferences(differences).filter(difference => difference === 0).length === found.units.commonCount;
	const why = isUnchanged
		? `Only ${otherCount} of ${count} cases changed, which says little about the spread.`
		: `Only ${otherCount} of ${count} cases changed by another amount, which says little about the spread.`;
	return { ...flip(), why };
}

function estimatePassFail(outcomes: PairedOutcomes, alpha: number): Estimate {
	const total = outcomes.both + outcomes.onlyBaseline + outcomes.onlyCandidate + outcomes.neither;
	const interval = newcombePairedInterval(outcomes, alpha);
	const byScore = tangoPairedInterval(outcomes, total, alpha);
	if (interval === undefined || byScore === undefined) throw new RangeError('There are no pairs to compare.');
	return {
		estimate: (outcomes.onlyCandidate - outcomes.onlyBaseline) / total,
		interval,
		gateInterval: [Math.min(interval[0], byScore[0]), Math.max(interval[1], byScore[1])],
		...mcnemar(outcomes),
		intervalMethod: 'newcombe',
		effectiveCount: total,
		why: 'Every case passed or failed on both sides.',
	};
}

function countOutcomes(baseline: readonly number[], candidate: readonly number[]): PairedOutcomes {
	const outcomes = { both: 0, onlyBaseline: 0, onlyCandidate: 0, neither: 0 };
	for (const [index, before] of baseline.entries()) {
		const after = candidate[index];
		if (before === 1) outcomes[after === 1 ? 'both' : 'onlyBaseline']++;
		else outcomes[after === 1 ? 'onlyCandidate' : 'neither']++;
	}
	return outcomes;
}
