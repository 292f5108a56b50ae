import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { localize } from '../../shared/localize.ts';
import { popup } from '../../shared/popup.ts';
import { button, checkbox, dropdown } from '../../shared/toolkit-controls.ts';
import type { ComparePanelMessage } from '../protocol.ts';
import { choiceText } from '../view/choice-text.ts';
import type { Page } from '../view/page.ts';
import { focusedCandidate, shortName, sideOf } from '../view/page.ts';
import { candidatePicker } from './candidate-picker.ts';

/** What is compared with what on the left, what can be done with it on the right. */
export function toolbar(page: Page): TemplateResult {
	const { comparison, choices, view } = page;
	return html`<div class="toolbar" role="toolbar" aria-label=${localize('Comparison')}>
		${dropdown(
			localize('Baseline'),
			{
				key: 'baseline',
				value: comparison.baseline,
				choices: choices.map(choice => ({ value: choice.label, label: choiceText(choice) })),
			},
			baseline => page.post({ kind: 'choose', baseline, candidates: candidatesAgainst(page, baseline) }),
		)}
		${candidatePicker(page)}
		${checkbox(localize('Only differences'), { key: 'only-differences', isChecked: view.onlyDifferences }, onlyDifferences =>
			page.update({ onlyDifferences }),
		)}
		<div class="actions">${actions(page)}</div>
	</div>`;
}

/** Picking a candidate as baseline makes the former baseline a candidate in its place. */
function candidatesAgainst(page: Page, baseline: string): string[] {
	const { candidates, baseline: former } = page.comparison;
	return candidates.map(label => (label === baseline ? former : label));
}

function actions(page: Page): TemplateResult {
	const { comparison } = page;
	const candidate = focusedCandidate(page);
	const of = comparison.candidates.length > 1 ? ` · ${shortName(comparison, candidate)}` : '';
	const hasPrompt = sideOf(comparison, candidate).prompt !== undefined;
	const hasBoth = hasPrompt && sideOf(comparison, comparison.baseline).prompt !== undefined;
	return html`${popup(localize('Export'), { key: 'export' }, close => exportSheet(page, close))}
	${
		hasBoth
			? button(`${localize('Prompt diff')}${of}`, { key: 'prompt-diff' }, () => page.post({ kind: 'show-prompt-diff', candidate }))
			: nothing
	}
	${hasPrompt ? promotionButton(page, candidate, of) : nothing}`;
}

function promotionButton(page: Page, candidate: string, of: string): TemplateResult {
	const words = `${localize('Request promotion…')}${of}`;
	return button(words, { key: 'promote', isPrimary: true }, () => page.post({ kind: 'request-promotion', candidate }));
}

type ExportFormat = Extract<ComparePanelMessage, { kind: 'export' }>['format'];
const exportFormats: readonly { readonly format: ExportFormat; readonly label: string }[] = [
	{ format: 'csv', label: 'CSV' },
	{ format: 'json', label: 'JSON' },
	{ format: 'markdown', label: 'Markdown' },
	{ format: 'html', label: 'HTML' },
];

function exportSheet(page: Page, close: () => void): TemplateResult {
	const item = (key: string, label: string, message: ComparePanelMessage): TemplateResult => {
		const choose = (): void => {
			close();
			page.post(message);
		};
		return html`<button type="button" class="sheet-item" data-key=${key} @click=${choose}>${label}</button>`;
	};
	return html`<div class="sheet-list" role="group" aria-label=${localize('Export')}>
		${exportFormats.map(({ format, label }) => item(`export-${format}`, localize('Save as {0}…', label), { kind: 'export', format }))}
		${item('copy-link', localize('Copy Link'), { kind: 'copy-link' })}
	</div>`;
}
