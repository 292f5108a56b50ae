import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Comparison, Confounder } from '../../../core/judging/compare/comparison.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import { shortName } from '../view/page.ts';
import { factorName } from './factor-name.ts';

/** Says before any number whether the numbers may be compared, and names every confounder. */
export function comparabilityBanner(comparison: Comparison): TemplateResult {
	const tone = toneOf(comparison);
	return html`<section class="banner banner-${tone.name}" aria-label=${localize('Comparability')}>
		${icon(tone.icon)}
		<div>
			<p>${comparison.comparability}</p>
			${
				comparison.confounders.length === 0
					? nothing
					: html`<ul class="confounders">
							${comparison.confounders.map(confounder => confounderLine(comparison, confounder))}
						</ul>`
			}
		</div>
	</section>`;
}

/** What could not be read and is therefore missing from every number below; nothing when everything was read. */
export function warningBanner({ warnings = [] }: Comparison): TemplateResult | typeof nothing {
	if (warnings.length === 0) return nothing;
	return html`<section class="banner banner-warn" aria-label=${localize('Left out')}>
		${icon('warning')}
		<div>
			<p>${localize('Some records could not be read and are left out:')}</p>
			<ul>
				${warnings.map(warning => html`<li>${warning}</li>`)}
			</ul>
		</div>
	</section>`;
}

/**
 * Runs that do not count because others do; nothing when all count.
 *
 * @param lines - A sentence each, in the language of the editor; of many runs the last one counts the rest.
 */
export function supersededNote({ superseded = [] }: Comparison, lines: readonly string[]): TemplateResult | typeof nothing {
	if (lines.length === 0) return nothing;
	return html`<details class="superseded">
		<summary>${localize('Runs that do not count: {0}', superseded.length)}</summary>
		<ul>
			${lines.map(line => html`<li>${line}</li>`)}
		</ul>
	</details>`;
}

function toneOf(comparison: Comparison): { readonly name: string; readonly icon: 'better' | 'warning' | 'refused' } {
	if (!comparison.comparable) return { name: 'bad', icon: 'refused' };
	const { confounders, reservations, interim } = comparison;
	return confounders.length + reservations.length === 0 && interim === undefined
		? { name: 'good', icon: 'better' }
		: { name: 'warn', icon: 'warning' };
}

function confounderLine(comparison: Comparison, confounder: Confounder): TemplateResult {
	const { factor, candidate, baseline, candidateValue, isFatal } = confounder;
	const of = comparison.candidates.length > 1 ? ` (${shortName(comparison, candidate)})` : '';
	return html`<li>
		<strong>${factorName(factor)}${of}</strong>: <code>${baseline}</code> → <code>${candidateValue}</code>
		${isFatal ? html`<span class="bad">${localize('forbids a verdict')}</span>` : nothing}
	</li>`;
}
