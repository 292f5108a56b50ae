import { element } from '../../shared/element.ts';
import { localize } from '../../shared/localize.ts';
import { popup } from '../../shared/popup.ts';
import { button, checkbox } from '../../shared/toolkit-controls.ts';
import { choiceText } from '../view/choice-text.ts';
import type { Page } from '../view/page.ts';
import { shortName } from '../view/page.ts';

/** Above this many choices a filter helps more than it costs. */
const filterThreshold = 8;

/** Picks which sides are compared with the baseline: one or many, applied together, since each change computes anew. */
export function candidatePicker(page: Page): HTMLElement {
	const { comparison, choices } = page;
	const names = comparison.candidates.map(label => {
		const choice = choices.find(other => other.label === label);
		return choice === undefined ? shortName(comparison, label) : choiceText(choice);
	});
	const summary = names.length === 1 ? (names[0] ?? '') : localize('{0} candidates', names.length);
	return element(
		'div',
		{ class: 'field' },
		element('span', { class: 'field-label' }, localize('against')),
		popup(summary, { key: 'candidates', title: names.join('\n') }, close => pickerSheet(page, close)),
	);
}

function pickerSheet(page: Page, close: () => void): HTMLElement {
	const { comparison } = page;
	const picked = new Set(comparison.candidates);
	const choices = page.choices.filter(choice => choice.label !== comparison.baseline);
	const apply = button(localize('Compare'), { key: 'apply-candidates', isPrimary: true }, () => {
		if (picked.size === 0) return;
		close();
		page.post({
			kind: 'choose',
			baseline: comparison.baseline,
			candidates: choices.map(choice => choice.label).filter(label => picked.has(label)),
		});
	});
	const rows = choices.map(choice => {
		const box = checkbox(choiceText(choice), { key: `candidate ${choice.label}`, isChecked: picked.has(choice.label) }, isChecked => {
			if (isChecked) picked.add(choice.label);
			else picked.delete(choice.label);
			apply.disabled = picked.size === 0;
		});
		return { box, text: choiceText(choice).toLowerCase() };
	});
	return element(
		'div',
		{ class: 'picker', role: 'group', 'aria-label': localize('Candidates') },
		choices.length > filterThreshold && filterField(rows),
		element('div', { class: 'picker-list' }, ...rows.map(row => row.box)),
		apply,
	);
}

function filterField(rows: readonly { readonly box: HTMLElement; readonly text: string }[]): HTMLElement {
	const field = element('input', { type: 'search', placeholder: localize('Filter'), 'aria-label': localize('Filter candidates') });
	field.addEventListener('input', () => {
		const wanted = field.value.toLowerCase();
		for (const row of rows) row.box.hidden = !row.text.includes(wanted);
	});
	return field;
}
