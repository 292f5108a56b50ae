import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { isHeldBack } from '../../core/formats/registry/is-held-back.ts';
import type { FailureDescription } from '../../core/base/words-of-failure.ts';
import { icon } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { person } from '../shared/person.ts';
import { canPromote } from './view.ts';
import type { PromotionView } from './view.ts';

/** Whether it can be promoted, and if not, everything that is in the way, in the words of the command line. */
export function verdictBanner(view: PromotionView): TemplateResult {
	return html`<div class="verdict">${verdict(view)} ${closedRequest(view)} ${restricted(view)}</div>`;
}

function verdict(view: PromotionView): TemplateResult {
	const { overview, gates } = view;
	const { arrival, to, obstacles } = overview;
	if (arrival !== undefined) {
		const marks = [
			...(arrival.override === true
				? [localize('This is an override: the version did not meet the requirements of the stage.')]
				: []),
			...(arrival.rollback === true ? [localize('This is a rollback to an earlier version.')] : []),
		];
		const tone = arrival.override === true ? 'warn' : 'good';
		return banner(tone, html`<p><strong>${localize('It is in {0}.', to)}</strong> ${marks.join(' ')}</p>`);
	}
	if (canPromote(view)) {
		return banner('good', html`<p><strong>${localize('Can be promoted.')}</strong> ${localize('Nothing is in the way.')}</p>`);
	}
	if (gates.kind === 'running' && obstacles.length === 0) {
		return banner('info', html`<p>${localize('Gates are running. Their result decides whether this version can be promoted.')}</p>`);
	}
	return banner(
		'warn',
		html`<p><strong>${localize('Cannot be promoted yet.')}</strong> ${overrideWords(view)}</p>
			<ul>
				${obstacles.map(obstacle => obstacleLine(obstacle, view))}
				${gates.kind === 'stopped' ? html`<li>${localize('The gates were stopped before they finished.')}</li>` : nothing}
			</ul>`,
	);
}

function overrideWords({ overview }: PromotionView): string {
	return overview.canOverride ? localize('An override needs a reason and stays visible in the history.') : '';
}

/** What the table of gates says in detail is not said twice. */
function obstacleLine({ what, why, action }: FailureDescription, { gates }: PromotionView): TemplateResult {
	const isAboutGates = gates.kind === 'done' && gates.gates.some(isHeldBack) && why.includes('\n');
	const held = gates.kind === 'done' ? gates.gates.filter(isHeldBack).map(({ gate }) => gate) : [];
	const isOneGate = held.length > 0 && held.every(gate => why.includes(gate));
	const reason = isAboutGates || isOneGate ? `${held.join(', ')}.` : why;
	return html`<li><strong>${what}</strong> ${reason} <span class="advice">${action}</span></li>`;
}

/** What became of the last request, when it is closed and nothing has moved. */
function closedRequest({ overview }: PromotionView): TemplateResult | typeof nothing {
	const { request, isRequestOpen, arrival } = overview;
	if (request === undefined || isRequestOpen || arrival !== undefined) return nothing;
	const rejection = request.reviews.findLast(({ verdict: said }) => said === 'reject');
	if (request.status === 'rejected' && rejection !== undefined) {
		const comment = rejection.comment === undefined ? '.' : `: “${rejection.comment}”`;
		return banner(
			'info',
			html`<p>${localize('An earlier request was rejected by')} ${person(rejection.by)}, ${moment(rejection.at)}${comment}</p>`,
		);
	}
	if (request.withdrawn === undefined) return nothing;
	const { by, at, reason } = request.withdrawn;
	return banner('info', html`<p>${localize('An earlier request was withdrawn by')} ${person(by)}, ${moment(at)}: “${reason}”</p>`);
}

function restricted({ isTrusted }: PromotionView): TemplateResult | typeof nothing {
	if (isTrusted) return nothing;
	return banner('info', html`<p>${localize('Restricted Mode is for viewing only. Trust the workspace to make changes.')}</p>`);
}

function banner(tone: 'good' | 'warn' | 'info', content: TemplateResult): TemplateResult {
	const sign = { good: 'better', warn: 'warning', info: 'waiting' } as const;
	return html`<section class="banner banner-${tone}" role="status" aria-label=${localize('Verdict')}>
		${icon(sign[tone])}
		<div>${content}</div>
	</section>`;
}
