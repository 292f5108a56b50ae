import { personName } from '../../core/formats/registry/person.ts';
import { element } from '../shared/element.ts';
import type { Child } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import type { IconName } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { person } from '../shared/person.ts';
import type { PromotionView } from './view.ts';

/** Who agreed, whose word does not count and why, and who may still be asked. */
export function approvalsSection(view: PromotionView): HTMLElement {
	const { approvals, to, arrival } = view.overview;
	const { required, given, refused, rejected, missing } = approvals;
	const rows = [
		...given.map(({ by, at, comment }) => row('better', 'good', [person(by)], [moment(at)], [quoted(comment)])),
		...refused.map(({ review, why }) =>
			row(
				'worse',
				'bad',
				[person(review.by)],
				[moment(review.at)],
				[localize('does not count:'), ' ', `${personName(review.by)} ${why}`],
			),
		),
		...rejected.map(({ by, at, comment }) =>
			row('worse', 'bad', [person(by)], [moment(at)], [localize('rejected:'), ' ', quoted(comment)]),
		),
		...(missing > 0 && arrival === undefined ? [row('waiting', 'dim', [missingWords(missing)], [], [whoMay(view)])] : []),
	];
	const heading = required === 0 ? localize('Approvals') : localize('Approvals · {0} of {1}', given.length, required);
	return element(
		'section',
		{ 'aria-labelledby': 'approvals-heading' },
		element('h2', { id: 'approvals-heading' }, heading),
		rows.length === 0
			? element(
					'p',
					{ class: 'empty' },
					required === 0 ? localize('{0} asks for no approvals.', to) : localize('There are no approvals yet.'),
				)
			: element('table', { class: 'approvals', 'aria-labelledby': 'approvals-heading' }, element('tbody', {}, ...rows)),
		viewerLine(view),
	);
}

function row(
	sign: IconName,
	tone: 'good' | 'bad' | 'dim',
	...[who, when, what]: readonly [readonly Child[], readonly Child[], readonly Child[]]
): HTMLElement {
	return element(
		'tr',
		{},
		element('td', { class: `sign ${tone}` }, icon(sign)),
		element('th', { scope: 'row' }, ...who),
		element('td', { class: 'when' }, ...when),
		element('td', { class: 'what' }, ...what),
	);
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
function viewerLine({ overview }: PromotionView): HTMLElement | false {
	const { viewer, isRequestOpen, arrival } = overview;
	if (arrival !== undefined || !isRequestOpen) return false;
	const { by, approvalObjection, hasApproved } = viewer;
	if (hasApproved) return element('p', { class: 'footnote' }, localize('You have approved it.'));
	if (approvalObjection !== undefined) {
		const { what, why, action } = approvalObjection;
		return element('p', { class: 'footnote' }, [what, why, action].join(' '));
	}
	return by !== undefined && element('p', { class: 'footnote' }, localize('Git knows you as {0}, and you may approve this request.', by));
}
