import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { DirectiveResult } from 'lit-html/directive.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { live } from 'lit-html/directives/live.js';
import type { Comparison } from '../../../core/judging/compare/comparison.ts';
import type { CaseFeedback, CaseResult } from '../../../core/judging/compare/cases/case-result.ts';
import { localize } from '../../shared/localize.ts';
import { button } from '../../shared/toolkit-controls.ts';
import { withState } from '../../shared/with-state.ts';
import type { Page } from '../view/page.ts';
import type { Draft } from '../view/view-state.ts';
import { emptyDraft, isEmpty, readDraft } from './feedback-draft.ts';

interface RatedAnswer {
	/** Id of the case. */
	readonly id: string;
	readonly result: CaseResult;
	readonly isOpen: boolean;
}

/** What people say of an answer, and below an open one the fields to say something; those only where it can be written. */
export function caseRating(page: Page, { id, result, isOpen }: RatedAnswer): TemplateResult {
	const { ratings = [], run } = result;
	const canRate = isOpen && page.canRate && result.output !== undefined;
	const lines = html`<ul class="ratings" aria-label=${localize('Feedback')}>
		${ratings.map(ratingLine)}
	</ul>`;
	return html`${ratings.length === 0 ? nothing : lines} ${canRate ? keyed(run, feedbackFields(page, { run, case: id })) : nothing}`;
}

function ratingLine({ score, label, comment, by, at }: CaseFeedback): TemplateResult {
	const name = by.replace(/(?<!\s)\s*<[^<>]*>\s*$/, '');
	const parts = [
		score === undefined ? nothing : html`<strong class="rating-score">${score}</strong>`,
		label === undefined ? nothing : html`<span class="badge">${label}</span>`,
		comment === undefined ? nothing : html`<span class="rating-comment">${comment}</span>`,
	];
	return html`<li title=${`${by}\n${at}`}>${parts}<span class="dim">${localize('{0}, {1}', name, at.slice(0, 10))}</span></li>`;
}

/** How far saving is. What was said before another comparison arrived is over. */
interface Saving {
	readonly problem: string;
	readonly savedIn: Comparison | undefined;
}

/** The fields keep what is typed in the state of the panel, so that neither a redraw nor a reload loses a sentence. */
function feedbackFields(page: Page, place: Pick<Draft, 'run' | 'case'>): DirectiveResult {
	const { comparison } = page;
	const isHere = (draft: Draft): boolean => draft.run === place.run && draft.case === place.case;
	const current = (): Draft => page.view.drafts.find(isHere) ?? emptyDraft(place);
	return withState<Saving>({ problem: '', savedIn: undefined }, ({ problem, savedIn }, change) =>
		fields({
			draft: current(),
			words: { problem, saving: savedIn === comparison ? localize('Saving…') : '' },
			onType: typed => {
				const draft = { ...current(), ...typed };
				const others = page.view.drafts.filter(other => !isHere(other));
				page.update({ drafts: isEmpty(draft) ? others : [...others, draft] });
				change({ problem: '' });
			},
			onSave: () => {
				const read = readDraft(current());
				if (read.ok) page.post({ kind: 'rate', ...place, ...read.value });
				change(read.ok ? { problem: '', savedIn: comparison } : { problem: read.failure });
			},
		}),
	);
}

interface Fields {
	readonly draft: Draft;
	readonly words: { readonly problem: string; readonly saving: string };
	readonly onType: (typed: Partial<Draft>) => void;
	readonly onSave: () => void;
}

function fields({ draft, words, onType, onSave }: Fields): TemplateResult {
	const key = `${draft.run} ${draft.case}`;
	const type = (event: Event & { readonly currentTarget: HTMLTextAreaElement }): void => onType({ comment: event.currentTarget.value });
	const saveOnEnter = (event: KeyboardEvent): void => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave();
	};
	return html`<div class="feedback" role="group" aria-label=${localize('Your feedback')}>
		${lineField('score', { draft, onType, onSave })} ${lineField('label', { draft, onType, onSave })}
		<textarea
			rows="1"
			class="feedback-comment"
			aria-label=${localize('Comment')}
			placeholder=${localize('Comment')}
			maxlength="4000"
			data-key="comment ${key}"
			.value=${live(draft.comment)}
			@input=${type}
			@keydown=${saveOnEnter}
		></textarea>
		${button(localize('Save'), { key: `save ${key}`, title: localize('Commits it beside the run {0}', draft.run) }, onSave)}
		<span class="dim" role="status">${words.saving}</span><span class="bad" role="status">${words.problem}</span>
	</div>`;
}

function lineField(name: 'score' | 'label', { draft, onType, onSave }: Omit<Fields, 'words'>): TemplateResult {
	const isScore = name === 'score';
	const label = isScore ? localize('Score') : localize('Label');
	const title = isScore
		? localize('A number on a scale of your own, such as 1 to 5')
		: localize('A word for the answer, such as good or wrong-tone');
	const type = (event: Event & { readonly currentTarget: HTMLInputElement }): void => onType({ [name]: event.currentTarget.value });
	const saveOnEnter = (event: KeyboardEvent): void => {
		if (event.key === 'Enter') onSave();
	};
	return html`<input
		type="text"
		inputmode=${isScore ? 'decimal' : 'text'}
		class="feedback-${name}"
		aria-label=${label}
		placeholder=${label}
		title=${title}
		data-key="${name} ${draft.run} ${draft.case}"
		maxlength=${isScore ? 24 : 100}
		.value=${live(draft[name])}
		@input=${type}
		@keydown=${saveOnEnter}
	/>`;
}
