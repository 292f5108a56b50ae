import type { CaseFeedback, CaseResult } from '../../core/compare/comparison.ts';
import { element } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';
import { button } from '../shared/toolkit-controls.ts';
import { emptyDraft, isEmpty, readDraft } from './feedback-draft.ts';
import type { Page } from './page.ts';
import type { Draft } from './view-state.ts';
import { personName } from '../../core/registry/person.ts';

interface RatedAnswer {
	/** Id of the case. */
	readonly id: string;
	readonly result: CaseResult;
	readonly isOpen: boolean;
}

/** What people say of an answer, and below an open one the fields to say something; those only where it can be written. */
export function caseRating(page: Page, { id, result, isOpen }: RatedAnswer): readonly HTMLElement[] {
	const { ratings = [] } = result;
	return [
		...(ratings.length === 0
			? []
			: [element('ul', { class: 'ratings', 'aria-label': localize('Feedback') }, ...ratings.map(ratingLine))]),
		...(isOpen && page.canRate && result.output !== undefined ? [feedbackFields(page, { run: result.run, case: id })] : []),
	];
}

function ratingLine({ score, label, comment, by, at }: CaseFeedback): HTMLElement {
	const name = personName(by);
	return element(
		'li',
		{ title: `${by}\n${at}` },
		score !== undefined && element('strong', { class: 'rating-score' }, String(score)),
		label !== undefined && element('span', { class: 'badge' }, label),
		comment !== undefined && element('span', { class: 'rating-comment' }, comment),
		element('span', { class: 'dim' }, localize('{0}, {1}', name, at.slice(0, 10))),
	);
}

/** The fields keep what is typed in the state of the panel, so that neither a redraw nor a reload loses a sentence. */
function feedbackFields(page: Page, place: Pick<Draft, 'run' | 'case'>): HTMLElement {
	const isHere = (draft: Draft): boolean => draft.run === place.run && draft.case === place.case;
	const current = (): Draft => page.view.drafts.find(isHere) ?? emptyDraft(place);
	const key = `${place.run} ${place.case}`;
	const problem = element('span', { class: 'bad', role: 'status' });
	const keep = (change: Partial<Draft>): void => {
		const draft = { ...current(), ...change };
		const others = page.view.drafts.filter(other => !isHere(other));
		page.update({ drafts: isEmpty(draft) ? others : [...others, draft] });
		problem.textContent = '';
	};
	const save = (): void => {
		const read = readDraft(current());
		if (read.ok) page.post({ kind: 'rate', ...place, ...read.value });
		problem.textContent = read.ok ? '' : read.failure;
		if (read.ok) saving.textContent = localize('Saving…');
	};
	const saving = element('span', { class: 'dim', role: 'status' });
	const field = (name: 'score' | 'label', label: string): HTMLElement => {
		const input = element('input', {
			type: 'text',
			inputmode: name === 'score' ? 'decimal' : 'text',
			class: `feedback-${name}`,
			'aria-label': label,
			placeholder: label,
			title:
				name === 'score'
					? localize('A number on a scale of your own, such as 1 to 5')
					: localize('A word for the answer, such as good or wrong-tone'),
			value: current()[name],
			'data-key': `${name} ${key}`,
			maxlength: name === 'score' ? 24 : 100,
		});
		input.addEventListener('input', () => keep({ [name]: input.value }));
		input.addEventListener('keydown', event => {
			if (event.key === 'Enter') save();
		});
		return input;
	};
	const comment = element('textarea', {
		rows: 1,
		class: 'feedback-comment',
		'aria-label': localize('Comment'),
		placeholder: localize('Comment'),
		maxlength: 4000,
		'data-key': `comment ${key}`,
	});
	comment.value = current().comment;
	comment.addEventListener('input', () => keep({ comment: comment.value }));
	comment.addEventListener('keydown', event => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
	});
	return element(
		'div',
		{ class: 'feedback', role: 'group', 'aria-label': localize('Your feedback') },
		field('score', localize('Score')),
		field('label', localize('Label')),
		comment,
		button(localize('Save'), { key: `save ${key}`, title: localize('Commits it beside the run {0}', place.run) }, save),
		saving,
		problem,
	);
}
