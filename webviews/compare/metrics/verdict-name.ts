import type { Verdict } from '../../../core/judging/compare/comparison.ts';
import { localize } from '../../shared/localize.ts';

/** A verdict in the language of the editor, as its help page is called. */
export function verdictName(verdict: Verdict): string {
	return names[verdict]();
}

const names: Readonly<Record<Verdict, () => string>> = {
	improved: () => localize('Improved'),
	regressed: () => localize('Regressed'),
	equivalent: () => localize('Equivalent'),
	'no-difference-shown': () => localize('No difference shown'),
	'differs-unexplained': () => localize('Differs, unexplained'),
	'not-enough-data': () => localize('Not enough data'),
	'not-comparable': () => localize('Not comparable'),
};
