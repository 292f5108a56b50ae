import { roundCountUp } from '../../../statistics/power/round-count-up.ts';
import { factorWord, joinWords } from './comparability-sentence.ts';
import type { Factor } from '../comparability.ts';
import type { Verdict } from '../comparison.ts';

/** A verdict together with what it rests on. */
export type Decision =
	| { readonly verdict: 'improved' | 'regressed'; readonly confounders: readonly Factor[] }
	| { readonly verdict: 'no-difference-shown'; readonly identicalCases: number | undefined }
	| { readonly verdict: 'not-enough-data'; readonly lack: DataLack }
	| { readonly verdict: 'not-comparable'; readonly confounders: readonly Factor[] };

/** What is missing for a verdict. */
export type DataLack =
	| { readonly kind: 'no-runs' | 'no-value' | 'no-case-results' | 'no-pairs-in-groups' | 'no-test' }
	| { readonly kind: 'few-cases'; readonly count: number; readonly needed: number; readonly areClusters: boolean }
	| { readonly kind: 'little-power'; readonly moreCases: number };

/** The verdict alone, for headings, filters and legends. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
	improved: 'Improved',
	regressed: 'Regressed',
	'no-difference-shown': 'No difference shown',
	'not-enough-data': 'Not enough data',
	'not-comparable': 'Not comparable',
};

/** The verdict with its reason: `Not enough data · about 140 more cases`. The same words in every table, panel and report. */
export function verdictWords(decision: Decision): string {
	const reason = reasonWords(decision);
	return reason === undefined ? verdictNames[decision.verdict] : `${verdictNames[decision.verdict]} · ${reason}`;
}

function reasonWords(decision: Decision): string | undefined {
	switch (decision.verdict) {
		case 'improved':
		case 'regressed':
			return decision.confounders.length === 0 ? undefined : `also different: ${joinFactors(decision.confounders)}`;
		case 'no-difference-shown':
			return decision.identicalCases === undefined ? undefined : `identical on all ${decision.identicalCases} cases`;
		case 'not-enough-data':
			return lackWords(decision.lack);
		case 'not-comparable':
			return `different ${joinFactors(decision.confounders)}`;
	}
}

function lackWords(lack: DataLack): string {
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
		case 'few-cases':
			return `${lack.count} ${lack.areClusters ? 'group' : 'case'}${lack.count === 1 ? '' : 's'}, at least ${lack.needed} needed`;
		case 'little-power':
			return `about ${roundCountUp(lack.moreCases)} more cases`;
	}
}

function joinFactors(factors: readonly Factor[]): string {
	return joinWords(factors.map(factorWord));
}
