import type { Estimate, EstimateOptions } from '../decision/estimate.ts';
import { estimateValue } from '../decision/estimate-value.ts';
import { passAtK, passHatK } from './pass-at-k.ts';
import type { RepeatedOutcome } from './pass-at-k.ts';

/** Which chance is wanted, of how many answers. */
export interface RepeatedChance {
	/** `any` for pass@k, `all` for pass^k. */
	readonly of: 'any' | 'all';
	readonly k: number;
}

/** The chance over cases. */
export interface RepeatedEstimate {
	/** Undefined when no case has k answers. */
	readonly estimate: Estimate | undefined;
	/** Cases with fewer than k answers, which are left out. */
	readonly omittedCount: number;
}

/**
 * pass@k or pass^k of a set of cases with its interval: each case's unbiased estimate, averaged over cases or groups of cases.
 *
 * @param clusters - The group of each case; undefined when cases are independent.
 * @throws RangeError as `passAtK`.
 */
export function estimatePassAtK(
	cases: readonly RepeatedOutcome[],
	clusters: readonly string[] | undefined,
	{ of, k }: RepeatedChance,
	options: EstimateOptions,
): RepeatedEstimate {
	const chanceOf = of === 'any' ? passAtK : passHatK;
	const values: number[] = [];
	const groups: string[] = [];
	for (const [index, outcome] of cases.entries()) {
		const chance = chanceOf(outcome, k);
		if (chance === undefined) continue;
		values.push(chance);
		groups.push(clusters?.[index] ?? String(index));
	}
	const omittedCount = cases.length - values.length;
	if (values.length === 0) return { estimate: undefined, omittedCount };
	return { estimate: estimateValue({ values, clusters: groups, scoreRange: [0, 1] }, options), omittedCount };
}
