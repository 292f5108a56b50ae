import { element } from '../../shared/element.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import { popup } from '../../shared/popup.ts';
import type { Page } from '../view/page.ts';
import { metricNames } from '../view/page.ts';

/** Up to here all metrics are seen at a glance. */
const fewMetrics = 6;

/**
 * Search among many metrics, and the way back for hidden ones; nothing where there is nothing to do.
 *
 * @param onSearch - Draws the rows again after each letter, without this field, which is being typed in.
 */
export function metricControls(page: Page, onSearch: () => void): HTMLElement | undefined {
	const { comparison, view } = page;
	const names = metricNames(comparison);
	const hidden = view.hiddenMetrics.filter(name => names.includes(name));
	const hasSearch = comparison.metrics.length > fewMetrics || view.metricSearch !== '';
	if (!hasSearch && hidden.length === 0) return undefined;
	return element(
		'div',
		{ class: 'metric-controls' },
		hasSearch && searchField(page, onSearch),
		hidden.length > 0 &&
			popup(
				hidden.length === 1 ? localize('1 hidden metric') : localize('{0} hidden metrics', hidden.length),
				{ key: 'hidden-metrics' },
				close => hiddenSheet(page, hidden, close),
			),
	);
}

function searchField(page: Page, onSearch: () => void): HTMLElement {
	const field = element('input', {
		type: 'search',
		class: 'search',
		placeholder: localize('Search metric or verdict'),
		'aria-label': localize('Search metrics'),
		value: page.view.metricSearch,
		'data-key': 'metric-search',
	});
	field.addEventListener('input', () => {
		page.update({ metricSearch: field.value });
		onSearch();
	});
	return field;
}

function hiddenSheet(page: Page, hidden: readonly string[], close: () => void): HTMLElement {
	const item = (label: string, kept: readonly string[], key: string): HTMLElement => {
		const control = element('button', { type: 'button', class: 'sheet-item', 'data-key': key }, icon('show'), ' ', label);
		control.addEventListener('click', () => {
			close();
			page.update({ hiddenMetrics: kept }, 'verdict');
		});
		return control;
	};
	return element(
		'div',
		{ class: 'sheet-list', role: 'group', 'aria-label': localize('Hidden metrics') },
		...hidden.map(name =>
			item(
				localize('Show {0}', name),
				page.view.hiddenMetrics.filter(other => other !== name),
				`show ${name}`,
			),
		),
		hidden.length > 1 && item(localize('Show all'), [], 'show-all'),
	);
}
