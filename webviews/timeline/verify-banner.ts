import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { localize } from '../shared/localize.ts';
import { icon } from '../shared/icon.ts';
import type { TimelinePageInput } from './view.ts';

/** Whether chain, contents, evidence, approvals, history and tags hold; what does not belong to one entry is told here. */
export function verifyBanner({ problems, registry }: TimelinePageInput): TemplateResult {
	const overrides = registry.transitions.filter(({ override }) => override === true).length;
	if (problems === undefined)
		return banner('info', 'waiting', localize('Verifying chain, contents, evidence, approvals, history and tags…'), []);
	const exceptions =
		overrides === 0 ? [] : [overrides === 1 ? localize('1 move is an override.') : localize('{0} moves are overrides.', overrides)];
	if (problems.length === 0) {
		return banner('good', 'better', localize('Verified: chain, contents, evidence, approvals, history and tags hold.'), exceptions);
	}
	const words =
		problems.length === 1 ? localize('It does not verify: 1 problem.') : localize('It does not verify: {0} problems.', problems.length);
	return banner('bad', 'refused', words, [...problems.map(({ message }) => message), ...exceptions]);
}

function banner(tone: string, sign: 'waiting' | 'better' | 'refused', words: string, lines: readonly string[]): TemplateResult {
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
