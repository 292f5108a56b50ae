import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Verdict } from '../../../core/judging/compare/comparison.ts';
import type { IconName } from '../../shared/icon.ts';
import { icon } from '../../shared/icon.ts';

/** Colour class and shape of each verdict: the shape says the same as the colour to those who cannot tell colours apart. */
export const verdictLooks: Readonly<Record<Verdict, { readonly tone: string; readonly icon: IconName }>> = {
	improved: { tone: 'good', icon: 'better' },
	regressed: { tone: 'bad', icon: 'worse' },
	equivalent: { tone: 'plain', icon: 'same' },
	'differs-unexplained': { tone: 'warn', icon: 'unsure' },
	// Not the sign of equality: what is not shown may still differ.
	'no-difference-shown': { tone: 'plain', icon: 'open' },
	'not-enough-data': { tone: 'warn', icon: 'unsure' },
	'not-comparable': { tone: 'bad', icon: 'refused' },
};

/** A verdict in its words, with colour and shape. */
export function verdictMark(verdict: Verdict, words: string): TemplateResult {
	const look = verdictLooks[verdict];
	return html`<span class="verdict ${look.tone}" title=${words}>${icon(look.icon)}<span>${words}</span></span>`;
}
