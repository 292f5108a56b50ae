import type { CaseComparison } from '../../core/compare/comparison.ts';
import { element } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';
import { redraw } from '../shared/redraw.ts';
import { button, dropdown } from '../shared/toolkit-controls.ts';
import { caseOutcome, filterCases, hasError } from './case-outcome.ts';
import type { CaseLens } from './case-outcome.ts';
import { caseRow } from './case-row.ts';
import type { Page } from './page.ts';
import { focusedCandidate, focusedMetric, metricNames, shortName } from './page.ts';
import type { CaseFilter } from './view-state.ts';
import { casePage } from './view-state.ts';

/** Every case with both answers side by side. Search and filter draw only the rows again. */
export function caseTable(page: Page): HTMLElement {
	const { comparison } = page;
	const heading = element('h2', { id: 'cases-heading' }, localize('Cases'));
	const metric = focusedMetric(page);
	if (comparison.cases.length === 0 || metric === undefined) {
		return element(
			'section',
			{ 'aria-labelledby': 'cases-heading' },
			heading,
			element(
				'p',
				{ class: 'empty' },
				localize('No results by case were recorded. Write one line per case to samples.jsonl to see and test them one by one.'),
			),
		);
	}
	const candidate = focusedCandidate(page);
	const goal = comparison.metrics.find(other => other.name === metric)?.goal ?? 'maximize';
	const lens: CaseLens = { metric, goal, side: comparison.candidates.indexOf(candidate) + 1 };
	let rows = caseRows(page, lens);
	const search = element('input', {
		type: 'search',
		class: 'search',
		placeholder: localize('Search case, input, output'),
		'aria-label': localize('Search cases'),
		value: page.view.caseSearch,
		'data-key': 'case-search',
	});
	search.addEventListener('input', () => {
		page.update({ caseSearch: search.value, caseLimit: casePage });
		const next = caseRows(page, lens);
		redraw(rows, next);
		rows = next;
	});
	return element(
		'section',
		{ 'aria-labelledby': 'cases-heading' },
		heading,
		element(
			'div',
			{ class: 'case-controls' },
			filterTabs(page, lens),
			search,
			element('span', { class: 'grow' }),
			...lensPickers(page, metric, candidate),
		),
		rows,
	);
}

function filterTabs(page: Page, lens: CaseLens): HTMLElement {
	const { cases } = page.comparison;
	const outcomes = cases.map(item => caseOutcome(item, lens));
	const count = (outcome: string): number => outcomes.filter(other => other === outcome).length;
	const filters: readonly { readonly filter: CaseFilter; readonly label: string }[] = [
		{ filter: 'all', label: localize('All {0}', cases.length) },
		{ filter: 'improved', label: localize('Improved {0}', count('improved')) },
		{ filter: 'regressed', label: localize('Regressed {0}', count('regressed')) },
		{ filter: 'errors', label: localize('Errors {0}', cases.filter(item => hasError(item, lens)).length) },
	];
	const buttons = filters.map(({ filter, label }) => {
		const isPressed = page.view.caseFilter === filter;
		const control = element(
			'button',
			{ type: 'button', class: 'tab', 'aria-pressed': String(isPressed), 'data-key': `filter ${filter}` },
			label,
		);
		control.addEventListener('click', () => page.update({ caseFilter: filter, caseLimit: casePage }, 'cases'));
		return control;
	});
	return element('div', { class: 'tabs', role: 'group', 'aria-label': localize('Show cases') }, ...buttons);
}

/** Which metric and candidate decide; shown only where there is something to choose. */
function lensPickers(page: Page, metric: string, candidate: string): HTMLElement[] {
	const { comparison } = page;
	const metrics = metricNames(comparison).map(name => ({ value: name, label: name }));
	const candidates = comparison.candidates.map(label => ({ value: label, label: shortName(comparison, label) }));
	return [
		...(candidates.length > 1
			? [
					dropdown(localize('Candidate'), { key: 'case-candidate', choices: candidates, value: candidate }, next =>
						page.update({ candidate: next }, 'toolbar', 'cases'),
					),
				]
			: []),
		...(metrics.length > 1
			? [
					dropdown(localize('by'), { key: 'case-metric', choices: metrics, value: metric }, next =>
						page.update({ metric: next }, 'chart', 'cases'),
					),
				]
			: []),
	];
}

function caseRows(page: Page, lens: CaseLens): HTMLElement {
	const { comparison, view } = page;
	const matching = filterCases(comparison.cases, lens, { filter: view.caseFilter, search: view.caseSearch });
	if (matching.length === 0) {
		return element(
			'div',
			{ class: 'case-rows' },
			element('p', { class: 'empty', role: 'status' }, localize('No case matches the filter.')),
		);
	}
	const shown = matching.slice(0, view.caseLimit);
	const candidate = comparison.candidates[lens.side - 1] ?? comparison.baseline;
	return element(
		'div',
		{ class: 'case-rows' },
		element(
			'table',
			{ class: 'cases', 'aria-labelledby': 'cases-heading' },
			element(
				'thead',
				{},
				element(
					'tr',
					{},
					element('th', { scope: 'col' }, localize('Case')),
					element('th', { scope: 'col' }, shortName(comparison, comparison.baseline)),
					element('th', { scope: 'col' }, shortName(comparison, candidate)),
				),
			),
			element('tbody', {}, ...shown.map(item => caseRow(page, item, lens))),
		),
		shown.length < matching.length && showMore(page, { shown: shown.length, matching }),
	);
}

function showMore(page: Page, { shown, matching }: { readonly shown: number; readonly matching: readonly CaseComparison[] }): HTMLElement {
	const next = Math.min(casePage, matching.length - shown);
	return element(
		'div',
		{ class: 'show-more' },
		button(localize('Show {0} more', next), { key: 'show-more' }, () => page.update({ caseLimit: shown + casePage }, 'cases')),
		element('span', { class: 'dim', role: 'status' }, localize('{0} of {1} cases', shown, matching.length)),
	);
}
