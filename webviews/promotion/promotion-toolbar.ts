import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { localize } from '../shared/localize.ts';
import { button } from '../shared/toolkit-controls.ts';
import { areGatesDone, canPromote } from './view.ts';
import type { PromotionView } from './view.ts';

/** What can be looked at on the left, what can be done on the right; of the deeds the one that is due is marked. */
export function promotionToolbar(view: PromotionView): TemplateResult {
	return html`<div class="toolbar" role="toolbar" aria-label=${localize('Promotion')}>
		${lookButtons(view)}
		<span class="grow"></span>
		<div class="actions">${view.overview.arrival === undefined ? deedButtons(view) : nothing}</div>
	</div>`;
}

function lookButtons({ overview, post }: PromotionView): TemplateResult {
	const { holder, version, kind, evidence } = overview;
	const { experiment } = evidence;
	const diffed = kind === 'prompt' && holder !== undefined && holder.version !== version ? holder.version : undefined;
	return html`${
		diffed === undefined
			? nothing
			: button(localize('Prompt diff {0} ↔ {1}', diffed, version), { key: 'diff' }, () => post({ kind: 'show-prompt-diff' }))
	}
	${
		experiment === undefined
			? nothing
			: button(localize('Evidence: {0}', experiment), { key: 'evidence' }, () => post({ kind: 'show-evidence', experiment }))
	}
	${button(localize('Timeline'), { key: 'timeline' }, () => post({ kind: 'show-timeline' }))}`;
}

/** One place for each deed, so that a press cannot hit another one that has moved there. */
function deedButtons(view: PromotionView): readonly (TemplateResult | typeof nothing)[] {
	const { overview, post, isTrusted } = view;
	const { isRequestOpen, viewer, canOverride } = overview;
	const isDisabled = !isTrusted;
	const isReady = canPromote(view);
	const canApprove = isRequestOpen && viewer.approvalObjection === undefined && !viewer.hasApproved;
	const offer = (isOffered: boolean, deed: () => TemplateResult): TemplateResult | typeof nothing => (isOffered ? deed() : nothing);
	return [
		offer(isRequestOpen && viewer.isRequester, () =>
			button(localize('Withdraw…'), { key: 'withdraw', isDisabled }, () => post({ kind: 'answer', verdict: 'withdraw' })),
		),
		offer(isRequestOpen && !viewer.isRequester, () =>
			button(localize('Reject…'), { key: 'reject', isDisabled }, () => post({ kind: 'answer', verdict: 'reject' })),
		),
		offer(canApprove, () =>
			button(localize('Approve'), { key: 'approve', isDisabled, isPrimary: !isReady }, () =>
				post({ kind: 'answer', verdict: 'approve' }),
			),
		),
		offer(!isRequestOpen, () =>
			button(localize('Request…'), { key: 'request', isDisabled, isPrimary: !isReady }, () => post({ kind: 'request' })),
		),
		offer(canOverride && areGatesDone(view.gates), () =>
			button(
				localize('Override…'),
				{ key: 'override', isDisabled, title: localize('Needs a reason and stays visible in the history') },
				() => post({ kind: 'promote', override: true }),
			),
		),
		offer(isReady, () =>
			button(localize('Promote'), { key: 'promote', isDisabled, isPrimary: true }, () => post({ kind: 'promote', override: false })),
		),
	];
}
