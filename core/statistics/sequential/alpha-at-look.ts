import { anytimeAlpha } from './anytime-alpha.ts';
import { spendingAlphas } from './spending-alphas.ts';

/** How often a plan allows looking, and what is there at this look. */
export type LookPlan =
	/** Only at the end: no decision before the last planned case and seed is there. */
	| { readonly looks: 'once'; readonly fraction: number }
	/** At several looks; `fractions` are the shares of the planned information at all looks up to this one. */
	| { readonly looks: 'planned'; readonly fractions: readonly number[] }
	/** Whenever one likes. */
	| { readonly looks: 'any'; readonly fraction: number };

/**
 * The level that replaces alpha at this look, in tests and intervals alike; null while the plan allows no decision yet.
 *
 * The share of planned information is answers at hand through answers planned. Where cases differ, more seeds bring less than their
 * share; later looks then resemble earlier ones more than assumed, which only makes false positives rarer.
 *
 * @throws RangeError for shares that cannot be.
 */
export function alphaAtLook(plan: LookPlan, alpha: number): number | null {
	switch (plan.looks) {
		case 'once':
			return plan.fraction >= 1 ? alpha : null;
		case 'planned':
			return spendingAlphas(plan.fractions, alpha).at(-1) ?? null;
		case 'any':
			return anytimeAlpha(plan.fraction, alpha);
	}
}
