import type { Comparison } from '../comparison.ts';

/** What limits the conclusion, each a sentence: that the plan is not complete, then the reservations. Empty without any. */
export function limitSentences({ interim, reservations }: Pick<Comparison, 'interim' | 'reservations'>): readonly string[] {
	if (interim === undefined) return reservations;
	const [seeds, cases] = [interim.seeds, interim.cases].map(([atHand, planned]) => `${atHand} of ${planned}`);
	return [`Interim: ${seeds ?? ''} planned seeds, ${cases ?? ''} cases.`, ...reservations];
}
