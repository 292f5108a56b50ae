import type { Interim } from '../comparison.ts';

/** That the plan is not complete: `Interim: 1 of 10 planned seeds, 40 of 100 cases.` Empty when it is. */
export function interimSentence(interim: Interim | undefined): string {
	if (interim === undefined) return '';
	const [seeds, cases] = [interim.seeds, interim.cases].map(([atHand, planned]) => `${atHand} of ${planned}`);
	return `Interim: ${seeds ?? ''} planned seeds, ${cases ?? ''} cases.`;
}
