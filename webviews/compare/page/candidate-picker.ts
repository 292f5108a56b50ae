import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { DirectiveResult } from 'lit-html/directive.js';
import { localize } from '../../shared/localize.ts';
import { popup } from '../../shared/popup.ts';
import { button, checkbox } from '../../shared/toolkit-controls.ts';
import { withState } from '../../shared/with-state.ts';
import { choiceText } from '../view/choice-text.ts';
import type { Page } from '../view/page.ts';
import { shortName } from '../view/page.ts';

/** Above this many choices a filter helps more than it costs. */
const filterThreshold = 8;

/** Picks which sides are compared with the baseline: one or many, applied together, since each change computes anew. */
export function candidatePicker(page: Page): TemplateResult {
	const { comparison, choices } = page;
	const names = comparison.candidates.map(label => {
		const choice = choices.find(other => other.label === label);
		return choice === undefined ? shortName(comparison, label) : choiceText(choice);
	});
	const summary = names.length === 1 ? (names[0] ?? '') : localize('{0} candidates', names.length);
	return html`<div class="field">
		<span class="field-label">${localize('against')}</span>
		${popup(summary, { key: 'candidates', title: names.join('\n') }, close => pickerSheet(page, close))}
	</div>`;
}

interface Picked {
	/** Labels of sides. */
	readonly labels: readonly string[];
	readonly filter: string;
}

function pickerSheet(page: Page, close: () => void): DirectiveResult {
	const { comparison } = page;
	const choices = page.choices.filter(choice => choice.label !== comparison.baseline);
	return withState<Picked>({ labels: comparison.candidates, filter: '' }, ({ labels, filter }, change) => {
		const apply = (): void => {
			if (labels.length === 0) return;
			close();
			const candidates = choices.map(choice => choice.label).filter(label => labels.includes(label));
			page.post({ kind: 'choose', baseline: comparison.baseline, candidates });
		};
		const pick = (label: string, isPicked: boolean): void =>
			change({ labels: isPicked ? [...labels, label] : labels.filter(other => other !== label) });
		return html`<div class="picker" role="group" aria-label=${localize('Candidates')}>
			${choices.length > filterThreshold ? filterField(next => change({ filter: next.toLowerCase() })) : nothing}
			<div class="picker-list">
				${choices.map(choice => {
					const text = choiceText(choice);
					const isHidden = !text.toLowerCase().includes(filter);
					const options = { key: `candidate ${choice.label}`, isChecked: labels.includes(choice.label), isHidden };
					return checkbox(text, options, isPicked => pick(choice.label, isPicked));
				})}
			</div>
			${button(localize('Compare'), { key: 'apply-candidates', isPrimary: true, isDisabled: labels.length === 0 }, apply)}
		</div>`;
	});
}

function filterField(onFilter: (words: string) => void): TemplateResult {
	const type = (event: Event & { readonly currentTarget: HTMLInputElement }): void => onFilter(event.currentTarget.value);
	return html`<input type="search" placeholder=${localize('Filter')} aria-label=${localize('Filter candidates')} @input=${type} />`;
}
