import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { localize } from '../shared/localize.ts';
import { icon } from '../shared/icon.ts';
import type { TimelinePageInput } from './view.ts';

/** Whether what the registry file claims holds, and what could not be checked; what does not belong to one entry is told here. */
export function verifyBanner({ problems, holding, unchecked, registry }: TimelinePageInput): TemplateResult {
	const overrides = registry.transitions.filter(({ override }) => override === true).length;
	if (problems === undefined)
		return banner('info', 'waiting', localize('Verifying chain, contents, evidence, gates, approvals, history and tags…'), []);
	const exceptions =
		overrides === 0 ? [] : [overrides === 1 ? localize('1 move is an override.') : localize('{0} moves are overrides.', overrides)];
	if (problems.length === 0) {
		if (unchecked.length === 0) return banner('good', 'better', localize('Verified: {0}.', holding ?? ''), exceptions);
		const words = holding === undefined ? localize('Nothing could be verified.') : localize('Partly verified: {0}.', holding);
		return banner('warning', 'unsure', words, [...unchecked, ...exceptions]);
	}
	const words =
		problems.length === 1 ? localize('Verification found 1 problem.') : localize('Verification found {0} problems.', problems.length);
	return banner('bad', 'refused', words, [...problems.map(({ message }) => message), ...unchecked, ...exceptions]);
}

function banner(tone: string, sign: 'waiting' | 'better' | 'unsure' | 'refused', words: string, lines: readonly string[]): TemplateResult {
	return html`<section class="banner banner-${tone}" role="status" aria-label=${localize('Verification')}>
		${icon(sign)}
		<div>
			<p><strong>${words}</strong></p>
			${
				lines.length > 0
					? html`<ul>
							${lines.map(line => html`<li>${line}</li>`)}
						</ul>`
					: nothing
			}
		</div>
	</section>`;
}
