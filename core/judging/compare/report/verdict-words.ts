import type { Interval } from '../../../statistics/descriptive/interval.ts';
import { factorWord, joinWords } from './comparability-sentence.ts';
import type { RepeatsLack } from '../cases/repeated-metric.ts';
import type { FactorFinding } from '../factors/factor-finding.ts';
import type { Verdict } from '../comparison.ts';
import { formatAmount } from './format-metric.ts';
import { moreWords } from './more-words.ts';
import type { MoreData } from './more-words.ts';

/** A verdict together with what it rests on. Amounts are in the unit of the metric. */
export type Decision =
	| {
			readonly verdict: 'improved' | 'regressed';
			readonly confounders: readonly FactorFinding['factor'][];
			/** δ, where the interval excludes a difference that large. */
			readonly lessThan?: number | undefined;
	  }
	| { readonly verdict: 'equivalent'; readonly within: number }
	| {
			readonly verdict: 'no-difference-shown';
			readonly identicalCases?: number | undefined;
			/** δ, where the data rule out that the candidate is worse by it. */
			readonly notWorseBy?: number | undefined;
			/** What the data cannot rule out, in the direction of the goal: negative is worse. */
			readonly open: Interval | null;
			/** Whether that counts answers in error and missing cases as the worst and as the best. */
			readonly isGuarded?: boolean;
			/** What would show δ, beside what there is. */
			readonly more?: MoreData | undefined;
	  }
	| { readonly verdict: 'differs-unexplained' }
	| { readonly verdict: 'not-enough-data'; readonly lack: DataLack }
	| { readonly verdict: 'not-comparable'; readonly confounders: readonly FactorFinding['factor'][] };

/** What is missing for a verdict. */
export type DataLack =
	| RepeatsLack
	| { readonly kind: 'no-runs' | 'no-value' | 'no-case-results' | 'no-pairs-in-groups' | 'no-test' | 'unknown-look' }
	| {
			readonly kind: 'before-look';
			/** `decision.looks` of the plan. */
			readonly looks: number | 'any';
	  }
	| {
			readonly kind: 'few-cases';
			readonly count: number;
			/** Groups of unequal size count as fewer equal ones. */
			readonly countsAs: number;
			readonly needed: number;
			readonly areClusters: boolean;
	  };

/** The verdict alone, for headings, filters and legends. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
	improved: 'Improved',
	regressed: 'Regressed',
	equivalent: 'Equivalent',
	'no-difference-shown': 'No difference shown',
	'differs-unexplained': 'Differs, unexplained',
	'not-enough-data': 'Not enough data',
	'not-comparable': 'Not comparable',
};

/**
 * The verdict with its reason: `No difference shown · could be 73 points worse, or 8 better`. The same words in every table, panel and
 * report.
 */
export function verdictWords(decision: Decision, metric: string): string {
	const reasons = reasonWords(decision, metric);
	return reasons.length === 0 ? verdictNames[decision.verdict] : `${verdictNames[decision.verdict]} · ${reasons.join('; ')}`;
}

function reasonWords(decision: Decision, metric: string): readonly string[] {
	switch (decision.verdict) {
		case 'improved':
		case 'regressed':
			return [
				...(decision.lessThan === undefined ? [] : [`less than what matters (${formatAmount(metric, decision.lessThan)})`]),
				...(decision.confounders.length === 0 ? [] : [`also different: ${joinFactors(decision.confounders)}`]),
			];
		case 'equivalent':
			return [`within ${formatAmount(metric, decision.within)}`];
		case 'no-difference-shown':
			return undecidedWords(decision, metric);
		case 'differs-unexplained':
			return ['nothing that is recorded differs, so something else changed'];
		case 'not-enough-data':
			return [lackWords(decision.lack)];
		case 'not-comparable':
			return [`different ${joinFactors(decision.confounders)}`];
	}
}

function undecidedWords(decision: Extract<Decision, { verdict: 'no-difference-shown' }>, metric: string): readonly string[] {
	const { identicalCases, notWorseBy, open, isGuarded, more } = decision;
	return [
		...(identicalCases === undefined ? [] : [`identical on all ${identicalCases} cases`]),
		...(notWorseBy === undefined ? [] : [`not worse by ${formatAmount(metric, notWorseBy)}`]),
		...(open === null ? [] : [`${openWords(metric, open)}${isGuarded === true ? ', counting errors as worst or best' : ''}`]),
		// Both ends on one side of 0 would be taken for a difference, which the test does not confirm.
		...(open !== null && open[0] * open[1] > 0 ? ['chance is not ruled out'] : []),
		...(more === undefined ? [] : moreWords(more)),
	];
}

/** `could be 73 points worse, or 8 better`. */
function openWords(metric: string, [worst, best]: Interval): string {
	if (worst === 0) return `could be the same, or ${formatAmount(metric, best)} better`;
	const low = formatAmount(metric, Math.abs(worst));
	if (best === 0) return `could be ${low} ${worst < 0 ? 'worse' : 'better'}, or the same`;
	// The unit is said once.
	const high = formatAmount(metric, Math.abs(best)).replace(/ points$/, low.endsWith(' points') ? '' : ' points');
	return `could be ${low} ${worst < 0 ? 'worse' : 'better'}, or ${high} ${best < 0 ? 'worse' : 'better'}`;
}

/** What is missing, as the end of a sentence. */
export function lackWords(lack: DataLack): string {
	switch (lack.kind) {
		case 'no-runs':
			return 'no runs yet';
		case 'no-value':
			return 'not measured on both sides';
		case 'no-case-results':
			return 'no per-case results, only run totals';
		case 'no-pairs-in-groups':
			return 'no common cases, and cases come in groups';
		case 'no-test':
			return 'too little data for a test';
		case 'unknown-look':
			return 'the plan has looks, but neither seeds nor a number of cases to count them by';
		case 'before-look':
			return lack.looks === 'any'
				? 'none of the planned answers yet'
				: `the first of ${lack.looks} looks is at ${Math.ceil(100 / lack.looks)} % of the planned answers`;
		case 'not-pass-fail':
			return `${lack.metric} is not 0 or 1 in every answer`;
		case 'few-repeats':
			return `needs ${lack.needed} answers to a case, and a side has at most ${lack.most}`;
		case 'few-cases':
			return fewCasesWords(lack);
	}
}

function fewCasesWords({ count, countsAs, needed, areClusters }: Extract<DataLack, { kind: 'few-cases' }>): string {
	const counted = `${count} ${areClusters ? 'group' : 'case'}${count === 1 ? '' : 's'}`;
	const isUneven = count - countsAs > 0.05;
	if (isUneven) return `${counted} of unequal size count as ${countsAs.toFixed(1)}, at least ${needed} needed`;
	return areClusters && count === 1
		? `all cases belong to 1 group, at least ${needed} groups needed`
		: `${counted}, at least ${needed} needed`;
}

function joinFactors(factors: readonly FactorFinding['factor'][]): string {
	return joinWords(factors.map(factorWord));
}
