import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { personName } from '../../core/formats/registry/person.ts';
import { icon } from '../shared/icon.ts';
import type { IconName } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { person } from '../shared/person.ts';
import type { PromotionView } from './view.ts';

/** Who agreed, whose word does not count and why, and who may still be asked. */
export function approvalsSection(view: PromotionView): TemplateResult {
	const { approvals, to, arrival } = view.overview;
	const { required, given, refused, rejected, missing } = approvals;
	const rows = [
		...given.map(({ by, at, comment }) =>
			row({ sign: 'better', tone: 'good', who: person(by), when: moment(at), what: quoted(comment) }),
		),
		...refused.map(({ review, why }) =>
			row({
				sign: 'worse',
				tone: 'bad',
				who: person(review.by),
				when: moment(review.at),
				what: `${localize('does not count:')} ${personName(review.by)} ${why}`,
			}),
		),
		...rejected.map(({ by, at, comment }) =>
			row({ sign: 'worse', tone: 'bad', who: person(by), when: moment(at), what: `${localize('rejected:')} ${quoted(comment)}` }),
		),
		...(missing > 0 && arrival === undefined
			? [row({ sign: 'waiting', tone: 'dim', who: missingWords(missing), when: '', what: whoMay(view) })]
			: []),
	];
	const heading = required === 0 ? localize('Approvals') : localize('Approvals · {0} of {1}', given.length, required);
	return html`<section aria-labelledby="approvals-heading">
		<h2 id="approvals-heading">${heading}</h2>
		${
			rows.length === 0
				? html`<p class="empty">
						${required === 0 ? localize('{0} asks for no approvals.', to) : localize('There are no approvals yet.')}
					</p>`
				: html`<table class="approvals" aria-labelledby="approvals-heading">
						<tbody>
							${rows}
						</tbody>
					</table>`
		}
		${viewerLine(view)}
	</section>`;
}

interface ApprovalRow {
	readonly sign: IconName;
	readonly tone: 'good' | 'bad' | 'dim';
	readonly who: TemplateResult | string;
	readonly when: TemplateResult | string;
	readonly what: string;
}

function row({ sign, tone, who, when, what }: ApprovalRow): TemplateResult {
	return html`<tr>
		<td class="sign ${tone}">${icon(sign)}</td>
		<th scope="row">${who}</th>
		<td class="when">${when}</td>
		<td class="what">${what}</td>
	</tr>`;
}

function quoted(comment: string | undefined): string {
	return comment === undefined ? '' : `“${comment}”`;
}

function missingWords(count: number): string {
	return count === 1 ? localize('1 more approval') : localize('{0} more approvals', count);
}

/** `of *@leads.example, not Ana (asked for it), not Davi (wrote it)`. */
function whoMay({ overview }: PromotionView): string {
	const { approvals, request, isRequestOpen } = overview;
	const { approvers, authors } = approvals;
	const allowed = approvers.length === 0 ? localize('of anybody') : localize('of {0}', approvers.join(', '));
	const asked = isRequestOpen && request !== undefined ? [localize('not {0} (asked for it)', personName(request.by))] : [];
	const wrote = (authors ?? []).map(author => localize('not {0} (wrote it)', personName(author)));
	const unknown = authors === undefined ? [localize('once the prompt is committed, because no commit shows who wrote it')] : [];
	return [allowed, ...asked, ...wrote, ...unknown].join(', ');
}

/** What the person in front of it can or cannot do about that. */
function viewerLine({ overview }: PromotionView): TemplateResult | typeof nothing {
	const { viewer, isRequestOpen, arrival } = overview;
	if (arrival !== undefined || !isRequestOpen) return nothing;
	const { by, approvalObjection, hasApproved } = viewer;
	if (hasApproved) return html`<p class="footnote">${localize('You have approved it.')}</p>`;
	if (approvalObjection !== undefined) {
		const { what, why, action } = approvalObjection;
		return html`<p class="footnote">${[what, why, action].join(' ')}</p>`;
	}
	if (by === undefined) return nothing;
	return html`<p class="footnote">${localize('Git knows you as {0}, and you may approve this request.', by)}</p>`;
}
