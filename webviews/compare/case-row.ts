import { formatMetric } from '../../core/compare/format-metric.ts';
import type { CaseComparison, CaseResult } from '../../core/compare/comparison.ts';
import { element } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { caseOutcome, resultOf } from './case-outcome.ts';
import type { CaseLens, CaseOutcome } from './case-outcome.ts';
import type { Page } from './page.ts';
import { shortName } from './page.ts';

/** One case: its name opens and closes the whole texts, which are cut to a few lines otherwise. */
export function caseRow(page: Page, item: CaseComparison, lens: CaseLens): HTMLElement {
	const outcome = caseOutcome(item, lens);
	const { comparison } = page;
	const row = element('tr', { class: 'case' });
	const opener = element(
		'button',
		{ type: 'button', class: 'case-name', 'data-key': `case ${item.case}` },
		icon('chevron'),
		element('code', {}, item.case),
	);
	const show = (isOpen: boolean): void => {
		row.classList.toggle('open', isOpen);
		opener.setAttribute('aria-expanded', String(isOpen));
	};
	show(page.view.openCases.includes(item.case));
	opener.addEventListener('click', () => {
		const others = page.view.openCases.filter(name => name !== item.case);
		const isOpen = others.length === page.view.openCases.length;
		page.update({ openCases: isOpen ? [...others, item.case] : others });
		show(isOpen);
	});
	row.append(
		element(
			'th',
			{ scope: 'row' },
			opener,
			outcomeMark(outcome),
			item.input !== undefined && element('div', { class: 'case-input clamped' }, item.input),
		),
		sideCell(resultOf(item, 0), { name: shortName(comparison, comparison.baseline), metric: lens.metric, tone: '' }),
		sideCell(resultOf(item, lens.side), {
			name: shortName(comparison, comparison.candidates[lens.side - 1] ?? comparison.baseline),
			metric: lens.metric,
			tone: outcomeTones[outcome],
		}),
	);
	return row;
}

function outcomeMark(outcome: CaseOutcome): HTMLElement {
	switch (outcome) {
		case 'improved':
			return element('span', { class: 'outcome good' }, icon('better'), localize('improved'));
		case 'regressed':
			return element('span', { class: 'outcome bad' }, icon('worse'), localize('regressed'));
		case 'same':
			return element('span', { class: 'outcome dim' }, icon('same'), localize('same'));
		case 'unscored':
			return element('span', { class: 'outcome warn' }, icon('unsure'), localize('not scored'));
	}
}

interface SideLook {
	/** Said in front of the cell where the page is too narrow for columns. */
	readonly name: string;
	readonly metric: string;
	readonly tone: string;
}

const outcomeTones: Readonly<Record<CaseOutcome, string>> = { improved: 'good', regressed: 'bad', same: '', unscored: '' };

function sideCell(result: CaseResult | undefined, { name, metric, tone }: SideLook): HTMLElement {
	if (result === undefined) return element('td', { class: 'dim', 'data-side': name }, localize('This side does not have the case.'));
	const score = result.scores[metric];
	return element(
		'td',
		{ 'data-side': name },
		element(
			'div',
			{ class: 'case-score' },
			element('span', { class: `score ${tone}` }, score === undefined ? localize('no score') : formatMetric(metric, score)),
			result.answers > 1 && element('span', { class: 'dim' }, localize('mean of {0} answers', result.answers)),
			result.errors > 0 && errorCount(result.errors),
		),
		result.output !== undefined && element('pre', { class: 'output clamped' }, result.output),
	);
}

function errorCount(errors: number): HTMLElement {
	return element('span', { class: 'bad' }, icon('warning'), errors === 1 ? localize('1 error') : localize('{0} errors', errors));
}
