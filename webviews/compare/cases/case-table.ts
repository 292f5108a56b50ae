import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { localize } from '../../shared/localize.ts';
import { dropdown } from '../../shared/toolkit-controls.ts';
import { virtualRows } from '../../shared/virtual-rows.ts';
import type { Page } from '../view/page.ts';
import { focusedCandidate, metricNames, shortName } from '../view/page.ts';
import { caseSorts } from '../view/view-state.ts';
import type { CaseFilter, CaseSort } from '../view/view-state.ts';
import { caseOutcome, filterCases, hasError, lensOf } from './case-outcome.ts';
import type { CaseLens } from './case-outcome.ts';
import { caseRow } from './case-row.ts';
import { sortCases } from './sort-cases.ts';

/** Every case with both answers side by side. */
export function caseTable(page: Page): TemplateResult {
	const lens = page.comparison.cases.length === 0 ? undefined : lensOf(page);
	return html`<section aria-labelledby="cases-heading">
		<h2 id="cases-heading">${localize('Cases')}</h2>
		${
			lens === undefined
				? html`<p class="empty">
						${localize('No results by case were recorded. Write one line per case to samples.jsonl to see and test them one by one.')}
					</p>`
				: html`${controls(page, lens)}
						<div class="case-rows">${caseRows(page, lens)}</div>`
		}
	</section>`;
}

function controls(page: Page, lens: CaseLens): TemplateResult {
	const search = (event: Event & { readonly currentTarget: HTMLInputElement }): void =>
		page.update({ caseSearch: event.currentTarget.value });
	return html`<div class="case-controls">
		${filterTabs(page, lens)}
		<input
			type="search"
			class="search"
			placeholder=${localize('Search case, input, output')}
			aria-label=${localize('Search cases')}
			data-key="case-search"
			.value=${live(page.view.caseSearch)}
			@input=${search}
		/>
		<span class="grow"></span>
		${sortPicker(page)} ${lensPickers(page, lens.metric)}
	</div>`;
}

function filterTabs(page: Page, lens: CaseLens): TemplateResult {
	const { cases } = page.comparison;
	const outcomes = cases.map(item => caseOutcome(item, lens));
	const count = (outcome: string): number => outcomes.filter(other => other === outcome).length;
	const filters: readonly { readonly filter: CaseFilter; readonly label: string }[] = [
		{ filter: 'all', label: localize('All {0}', cases.length) },
		{ filter: 'improved', label: localize('Improved {0}', count('improved')) },
		{ filter: 'regressed', label: localize('Regressed {0}', count('regressed')) },
		{ filter: 'errors', label: localize('Errors {0}', cases.filter(item => hasError(item, lens)).length) },
	];
	return html`<div class="tabs" role="group" aria-label=${localize('Show cases')}>
		${filters.map(({ filter, label }) => {
			const isPressed = page.view.caseFilter === filter ? 'true' : 'false';
			const choose = (): void => page.update({ caseFilter: filter });
			return html`<button type="button" class="tab" aria-pressed=${isPressed} data-key="filter ${filter}" @click=${choose}>
				${label}
			</button>`;
		})}
	</div>`;
}

function sortPicker(page: Page): TemplateResult {
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
		page.update({ caseSort: caseSorts.find(sort => sort === next) ?? 'case' }),
	);
}

/** Which metric and candidate decide; shown only where there is something to choose. */
function lensPickers(page: Page, metric: string): TemplateResult {
	const { comparison } = page;
	const candidate = focusedCandidate(page);
	const metrics = metricNames(comparison).map(name => ({ value: name, label: name }));
	const candidates = comparison.candidates.map(label => ({ value: label, label: shortName(comparison, label) }));
	return html`${
		candidates.length > 1
			? dropdown(localize('Candidate'), { key: 'case-candidate', choices: candidates, value: candidate }, next =>
					page.update({ candidate: next }),
				)
			: nothing
	}
	${
		metrics.length > 1
			? dropdown(localize('by'), { key: 'case-metric', choices: metrics, value: metric }, next => page.update({ metric: next }))
			: nothing
	}`;
}

function caseRows(page: Page, lens: CaseLens): TemplateResult {
	const { comparison, view } = page;
	const matching = sortCases(
		filterCases(comparison.cases, lens, { filter: view.caseFilter, search: view.caseSearch }),
		lens,
		view.caseSort,
	);
	if (matching.length === 0) return html`<p class="empty" role="status">${localize('No case matches the filter.')}</p>`;
	const candidate = comparison.candidates[lens.side - 1] ?? comparison.baseline;
	const rows = virtualRows({
		count: matching.length,
		keyOf: index => matching[index]?.case ?? '',
		rowOf: (index, place) => {
			const item = matching[index];
			if (item === undefined) throw new RangeError('The table has no such row');
			return caseRow(page, item, { lens, place });
		},
		columnCount: 3,
		estimatedHeight: 96,
		hasEqualRows: false,
	});
	return html`<table class="cases" aria-labelledby="cases-heading" aria-rowcount=${matching.length + 1}>
		<thead>
			<tr>
				<th scope="col">${localize('Case')}</th>
				<th scope="col">${shortName(comparison, comparison.baseline)}</th>
				<th scope="col">${shortName(comparison, candidate)}</th>
			</tr>
		</thead>
		<tbody>
			${rows}
		</tbody>
	</table>`;
}
