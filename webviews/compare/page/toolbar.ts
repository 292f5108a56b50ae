import { element } from '../../shared/element.ts';
import { localize } from '../../shared/localize.ts';
import { popup } from '../../shared/popup.ts';
import { button, checkbox, dropdown } from '../../shared/toolkit-controls.ts';
import { candidatePicker } from './candidate-picker.ts';
import { choiceText } from '../view/choice-text.ts';
import type { Page } from '../view/page.ts';
import { focusedCandidate, shortName, sideOf } from '../view/page.ts';
import type { ComparePanelMessage } from '../protocol.ts';

/** What is compared with what on the left, what can be done with it on the right. */
export function toolbar(page: Page): HTMLElement {
	const { comparison, choices, view } = page;
	return element(
		'div',
		{ class: 'toolbar', role: 'toolbar', 'aria-label': localize('Comparison') },
		dropdown(
			localize('Baseline'),
			{
				key: 'baseline',
				value: comparison.baseline,
				choices: choices.map(choice => ({ value: choice.label, label: choiceText(choice) })),
			},
			baseline => page.post({ kind: 'choose', baseline, candidates: candidatesAgainst(page, baseline) }),
		),
		candidatePicker(page),
		checkbox(localize('Only differences'), { key: 'only-differences', isChecked: view.onlyDifferences }, onlyDifferences =>
			page.update({ onlyDifferences }, 'differences'),
		),
		element('div', { class: 'actions' }, ...actions(page)),
	);
}

/** Picking a candidate as baseline makes the former baseline a candidate in its place. */
function candidatesAgainst(page: Page, baseline: string): string[] {
	const { candidates, baseline: former } = page.comparison;
	return candidates.map(label => (label === baseline ? former : label));
}

function actions(page: Page): HTMLElement[] {
	const { comparison } = page;
	const candidate = focusedCandidate(page);
	const of = comparison.candidates.length > 1 ? ` · ${shortName(comparison, candidate)}` : '';
	const hasPrompt = sideOf(comparison, candidate).prompt !== undefined;
	const hasBoth = hasPrompt && sideOf(comparison, comparison.baseline).prompt !== undefined;
	return [
		popup(localize('Export'), { key: 'export' }, close => exportSheet(page, close)),
		...(hasBoth
			? [button(`${localize('Prompt diff')}${of}`, { key: 'prompt-diff' }, () => page.post({ kind: 'show-prompt-diff', candidate }))]
			: []),
		...(hasPrompt ? [promotionButton(page, candidate, of)] : []),
	];
}

function promotionButton(page: Page, candidate: string, of: string): HTMLElement {
	return page.canRequestPromotion
		? button(`${localize('Request promotion…')}${of}`, { key: 'promote', isPrimary: true }, () =>
				page.post({ kind: 'request-promotion', candidate }),
			)
		: button(`${localize('Promote…')}${of}`, { key: 'promote', isPrimary: true }, () => page.post({ kind: 'promote', candidate }));
}

type ExportFormat = Extract<ComparePanelMessage, { kind: 'export' }>['format'];
const exportFormats: readonly { readonly format: ExportFormat; readonly label: string }[] = [
	{ format: 'csv', label: 'CSV' },
	{ format: 'json', label: 'JSON' },
	{ format: 'markdown', label: 'Markdown' },
	{ format: 'html', label: 'HTML' },
];

function exportSheet(page: Page, close: () => void): HTMLElement {
	const item = (key: string, label: string, message: ComparePanelMessage): HTMLElement => {
		const control = element('button', { type: 'button', class: 'sheet-item', 'data-key': key }, label);
		control.addEventListener('click', () => {
			close();
			page.post(message);
		});
		return control;
	};
	return element(
		'div',
		{ class: 'sheet-list', role: 'group', 'aria-label': localize('Export') },
		...exportFormats.map(({ format, label }) => item(`export-${format}`, localize('Save as {0}…', label), { kind: 'export', format })),
		item('copy-link', localize('Copy Link'), { kind: 'copy-link' }),
	);
}
