import { element } from '../../shared/element.ts';
import { localize } from '../../shared/localize.ts';
import { redraw } from '../../shared/redraw.ts';
import { dropdown } from '../../shared/toolkit-controls.ts';
import { VirtualRows } from '../../shared/virtual-rows.ts';
import { caseOutcome, filterCases, hasError, lensOf } from './case-outcome.ts';
import type { CaseLens } from './case-outcome.ts';
import { caseRow } from './case-row.ts';
import type { Page } from '../view/page.ts';
import { focusedCandidate, metricNames, shortName } from '../view/page.ts';
import { sortCases } from './sort-cases.ts';
import { caseSorts } from '../view/view-state.ts';
import type { CaseFilter, CaseSort } from '../view/view-state.ts';

/** Every case with both answers side by side. Search and filter draw only the rows again. */
export function caseTable(page: Page): HTMLElement {
	const { comparison } = page;
	const heading = element('h2', { id: 'cases-heading' }, localize('Cases'));
	const lens = lensOf(page);
	if (comparison.cases.length === 0 || lens === undefined) {
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
		page.update({ caseSearch: search.value });
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
			sortPicker(page),
			...lensPickers(page, lens.metric),
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
		control.addEventListener('click', () => page.update({ caseFilter: filter }, 'cases'));
		return control;
	});
	return element('div', { class: 'tabs', role: 'group', 'aria-label': localize('Show cases') }, ...buttons);
}

function sortPicker(page: Page): HTMLElement {
	const { comparison, view } = page;
	const hasRatings = comparison.cases.some(item => item.sides.some(result => result?.ratings !== undefined));
	const labels: Readonly<Record<CaseSort, string>> = {
		case: localize('Case'),
		loss: localize('Largest loss first'),
		gain: localize('Largest gain first'),
		baseline: localize('Worst of the baseline first'),
		candidate: localize('Worst of the candidate first'),
		rating: localize('Worst rated first'),
	};
	const choices = caseSorts
		.filter(sort => sort !== 'rating' || hasRatings || view.caseSort === 'rating')
		.map(sort => ({ value: sort, label: labels[sort] }));
	return dropdown(localize('Sort by'), { key: 'case-sort', choices, value: view.caseSort }, next =>
		page.update({ caseSort: caseSorts.find(sort => sort === next) ?? 'case' }, 'cases'),
	);
}

/** Which metric and candidate decide; shown only where there is something to choose. */
function lensPickers(page: Page, metric: string): HTMLElement[] {
	const { comparison } = page;
	const candidate = focusedCandidate(page);
	const metrics = metricNames(comparison).map(name => ({ value: name, label: name }));
	const candidates = comparison.candidates.map(label => ({ value: label, label: shortName(comparison, label) }));
	return [
		...(candidates.length > 1
			? [
					dropdown(localize('Candidate'), { key: 'case-candidate', choices: candidates, value: candidate }, next =>
						page.update({ candidate: next }, 'toolbar', 'chart', 'cases'),
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

const tableRows = new VirtualRows();

function caseRows(page: Page, lens: CaseLens): HTMLElement {
	const { comparison, view } = page;
	const matching = sortCases(
		filterCases(comparison.cases, lens, { filter: view.caseFilter, search: view.caseSearch }),
		lens,
		view.caseSort,
	);
	if (matching.length === 0) {
		return element(
			'div',
			{ class: 'case-rows' },
			element('p', { class: 'empty', role: 'status' }, localize('No case matches the filter.')),
		);
	}
	const candidate = comparison.candidates[lens.side - 1] ?? comparison.baseline;
	const body = element('tbody');
	tableRows.draw(body, {
		count: matching.length,
		keyOf: index => matching[index]?.case ?? '',
		rowOf: index => {
			const item = matching[index];
			if (item === undefined) throw new RangeError('The table has no such row');
			return caseRow(page, item, lens);
		},
		columnCount: 3,
		estimatedHeight: 96,
		hasEqualRows: false,
	});
	return element(
		'div',
		{ class: 'case-rows' },
		element(
			'table',
			{ class: 'cases', 'aria-labelledby': 'cases-heading', 'aria-rowcount': matching.length + 1 },
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
			body,
		),
	);
}
