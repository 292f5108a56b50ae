import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { confidencePercent, formatInterval, formatMetric, notAvailable } from '../../../core/judging/compare/report/format-metric.ts';
import type { MetricEstimate } from '../../../core/judging/compare/comparison.ts';
import { localize } from '../../shared/localize.ts';
import { dropdown } from '../../shared/toolkit-controls.ts';
import { chartFrame } from './chart-frame.ts';
import { chartLook, chartManners, sideColor } from './chart-look.ts';
import type { Page, SideEstimate } from '../view/page.ts';
import { focusedMetric, metricNames, sideEstimates } from '../view/page.ts';
import { whiskers } from './whiskers.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

const rowHeight = 34;
/** With more sides than this the bars move together. */
const comfortableCount = 12;
const denseRowHeight = 18;
const axisHeight = 34;

/** One bar with its interval per side, for one metric at a time: metrics of different units share no axis. */
export function metricChart(page: Page): TemplateResult | typeof nothing {
	const metric = focusedMetric(page);
	const bars = metric === undefined ? [] : sideEstimates(page.comparison, metric);
	if (metric === undefined || bars.length === 0) return nothing;
	const names = metricNames(page.comparison);
	const height = bars.length * (bars.length > comfortableCount ? denseRowHeight : rowHeight) + axisHeight;
	const create = (canvas: HTMLCanvasElement): Chart<'bar', number[], string> => new Chart(canvas, configuration(metric, bars));
	return html`<section aria-labelledby="chart-heading">
		<h2 id="chart-heading">${localize('Values with intervals')}</h2>
		${
			names.length > 1
				? dropdown(
						localize('Metric'),
						{ key: 'chart-metric', value: metric, choices: names.map(name => ({ value: name, label: name })) },
						next => page.update({ metric: next }),
					)
				: nothing
		}
		${chartFrame(describe(metric, bars), { height, create })} ${valueTable(page, metric, bars)}
	</section>`;
}

function describe(metric: string, bars: readonly SideEstimate[]): string {
	return `${metric}: ${bars.map(bar => `${bar.label} ${estimateText(metric, bar.estimate)}`).join('; ')}`;
}

function estimateText(metric: string, { mean, ci }: MetricEstimate): string {
	const value = formatMetric(metric, mean);
	return ci === null ? value : `${value} (${formatInterval(metric, ci)})`;
}

/** The numbers of the chart for those who read instead of look. */
function valueTable(page: Page, metric: string, bars: readonly SideEstimate[]): TemplateResult {
	const confidence = confidencePercent(page.comparison.alpha);
	const labels = [localize('Side'), localize('Mean'), localize('{0} % interval', confidence), localize('Cases')];
	return html`<table class="visually-hidden">
		<caption>
			${metric}
		</caption>
		<thead>
			<tr>
				${labels.map(label => html`<th scope="col">${label}</th>`)}
			</tr>
		</thead>
		<tbody>
			${bars.map(
				({ label, estimate: { mean, ci, n } }) =>
					html`<tr>
						<th scope="row">${label}</th>
						<td>${formatMetric(metric, mean)}</td>
						<td>${ci === null ? notAvailable : formatInterval(metric, ci)}</td>
						<td>${n}</td>
					</tr>`,
			)}
		</tbody>
	</table>`;
}

function configuration(metric: string, bars: readonly SideEstimate[]): ChartConfiguration<'bar', number[], string> {
	const { axis, font, foreground, grid } = chartLook();
	const intervals = bars.map(bar => bar.estimate.ci);
	const ends = intervals.flatMap(ci => ci ?? []);
	return {
		type: 'bar',
		plugins: [whiskers],
		data: {
			labels: bars.map(bar => shorten(bar.label)),
			datasets: [
				{
					data: bars.map(bar => bar.estimate.mean),
					backgroundColor: bars.map((_, index) => sideColor(index)),
					barThickness: bars.length > comfortableCount ? 8 : 16,
				},
			],
		},
		options: {
			...chartManners,
			indexAxis: 'y',
			plugins: { whiskers: { intervals } },
			scales: {
				x: {
					...axis(value => formatMetric(metric, value)),
					beginAtZero: true,
					suggestedMax: Math.max(0, ...ends),
					suggestedMin: Math.min(0, ...ends),
				},
				y: { grid: { display: false }, border: { color: grid }, ticks: { color: foreground, font, autoSkip: false } },
			},
		},
	};
}

function shorten(label: string): string {
	return label.length > 28 ? `${label.slice(0, 13)}…${label.slice(-14)}` : label;
}
