import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import { popup } from '../../shared/popup.ts';
import type { Page } from '../view/page.ts';
import { metricNames } from '../view/page.ts';

/** Up to here all metrics are seen at a glance. */
const fewMetrics = 6;

/** Search among many metrics, and the way back for hidden ones; nothing where there is nothing to do. */
export function metricControls(page: Page): TemplateResult | typeof nothing {
	const { comparison, view } = page;
	const names = metricNames(comparison);
	const hidden = view.hiddenMetrics.filter(name => names.includes(name));
	const hasSearch = comparison.metrics.length > fewMetrics || view.metricSearch !== '';
	if (!hasSearch && hidden.length === 0) return nothing;
	const label = hidden.length === 1 ? localize('1 hidden metric') : localize('{0} hidden metrics', hidden.length);
	return html`<div class="metric-controls">
		${hasSearch ? searchField(page) : nothing}
		${hidden.length > 0 ? popup(label, { key: 'hidden-metrics' }, close => hiddenSheet(page, hidden, close)) : nothing}
	</div>`;
}

function searchField(page: Page): TemplateResult {
	const search = (event: Event & { readonly currentTarget: HTMLInputElement }): void =>
		page.update({ metricSearch: event.currentTarget.value });
	return html`<input
		type="search"
		class="search"
		placeholder=${localize('Search metric or verdict')}
		aria-label=${localize('Search metrics')}
		data-key="metric-search"
		.value=${live(page.view.metricSearch)}
		@input=${search}
	/>`;
}

function hiddenSheet(page: Page, hidden: readonly string[], close: () => void): TemplateResult {
	const item = (label: string, kept: readonly string[], key: string): TemplateResult => {
		const show = (): void => {
			close();
			page.update({ hiddenMetrics: kept });
		};
		return html`<button type="button" class="sheet-item" data-key=${key} @click=${show}>${icon('show')} ${label}</button>`;
	};
	const without = (name: string): readonly string[] => page.view.hiddenMetrics.filter(other => other !== name);
	return html`<div class="sheet-list" role="group" aria-label=${localize('Hidden metrics')}>
		${hidden.map(name => item(localize('Show {0}', name), without(name), `show ${name}`))}
		${hidden.length > 1 ? item(localize('Show all'), [], 'show-all') : nothing}
	</div>`;
}
