import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Page } from '../view/page.ts';
import { caseChart } from './case-chart.ts';
import { costChart } from './cost-chart.ts';
import { forestChart } from './forest-chart.ts';
import { metricChart } from './metric-chart.ts';
import { seriesChart } from './series-chart.ts';

/** The drawings of the comparison, one below the other. */
export function charts(page: Page): TemplateResult {
	return html`<div class="charts">
		${forestChart(page)} ${metricChart(page)} ${caseChart(page)} ${costChart(page)} ${seriesChart(page)}
	</div>`;
}
