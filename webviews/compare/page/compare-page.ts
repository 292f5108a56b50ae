import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { caseTable } from '../cases/case-table.ts';
import { charts } from '../charts/charts.ts';
import { differences } from '../differences/differences.ts';
import { sliceTable } from '../metrics/slice-table.ts';
import { verdictTable } from '../metrics/verdict-table.ts';
import type { Page } from '../view/page.ts';
import { comparabilityBanner, supersededNote, warningBanner } from './comparability-banner.ts';
import { header } from './header.ts';
import { toolbar } from './toolbar.ts';

/**
 * The comparison from its sides down to the single case. Each section names what it is drawn from beside the comparison, so that
 * a letter typed in one of them does not draw thousands of rows and four charts of the others. Drafts of feedback are not among
 * it: the fields show them already.
 */
export function comparePage(page: Page): TemplateResult {
	const { comparison, theme, view } = page;
	const { metric, candidate, caseFilter, caseSearch, caseSort, openCases } = view;
	const { sort, pinnedMetrics, hiddenMetrics, metricSearch } = view;
	return html`
		${header(comparison)} ${guard([page, candidate, view.onlyDifferences], () => toolbar(page))} ${comparabilityBanner(comparison)}
		${warningBanner(comparison)} ${supersededNote(comparison, page.superseded)}
		${guard([page, sort, pinnedMetrics, hiddenMetrics, metricSearch], () => verdictTable(page))}
		${guard([page, candidate], () => sliceTable(page))}
		<div class="columns">
			${guard([page, theme, metric, candidate, view.seriesMetric], () => charts(page))}
			${guard([page, view.onlyDifferences], () => differences(page))}
		</div>
		${guard([page, metric, candidate, caseFilter, caseSearch, caseSort, openCases], () => caseTable(page))}
	`;
}
