import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { formatInterval, formatMetric, notAvailable } from '../../../core/compare/format-metric.ts';
import type { MetricEstimate } from '../../../core/compare/comparison.ts';
import { element } from '../../shared/element.ts';
import { localize } from '../../shared/localize.ts';
import { dropdown } from '../../shared/toolkit-controls.ts';
import { ChartDrawing } from './chart-drawing.ts';
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

const drawing = new ChartDrawing();

/** One bar with its interval per side, for one metric at a time: metrics of different units share no axis. */
export function metricChart(page: Page): HTMLElement | undefined {
	const metric = focusedMetric(page);
	const bars = metric === undefined ? [] : sideEstimates(page.comparison, metric);
	if (metric === undefined || bars.length === 0) {
		drawing.clear();
		return undefined;
	}
	const names = metricNames(page.comparison);
	return element(
		'section',
		{ 'aria-labelledby': 'chart-heading' },
		element('h2', { id: 'chart-heading' }, localize('Values with intervals')),
		names.length > 1 &&
			dropdown(
				localize('Metric'),
				{ key: 'chart-metric', value: metric, choices: names.map(name => ({ value: name, label: name })) },
				next => page.update({ metric: next }, 'chart', 'cases'),
			),
		drawing.draw(describe(metric, bars), {
			height: bars.length * (bars.length > comfortableCount ? denseRowHeight : rowHeight) + axisHeight,
			create: canvas => new Chart(canvas, configuration(metric, bars)),
		}),
		valueTable(page, metric, bars),
	);
}

function describe(metric: string, bars: readonly SideEstimate[]): string {
	return `${metric}: ${bars.map(bar => `${bar.label} ${estimateText(metric, bar.estimate)}`).join('; ')}`;
}

function estimateText(metric: string, { mean, ci }: MetricEstimate): string {
	const value = formatMetric(metric, mean);
	return ci === null ? value : `${value} (${formatInterval(metric, ci)})`;
}

/** The numbers of the chart for those who read instead of look. */
function valueTable(page: Page, metric: string, bars: readonly SideEstimate[]): HTMLElement {
	const confidence = Number(((1 - page.comparison.alpha) * 100).toPrecision(4));
	return element(
		'table',
		{ class: 'visually-hidden' },
		element('caption', {}, metric),
		element(
			'thead',
			{},
			element(
				'tr',
				{},
				...[localize('Side'), localize('Mean'), localize('{0} % interval', confidence), localize('Cases')].map(label =>
					element('th', { scope: 'col' }, label),
				),
			),
		),
		element(
			'tbody',
			{},
			...bars.map(({ label, estimate }) =>
				element(
					'tr',
					{},
					element('th', { scope: 'row' }, label),
					element('td', {}, formatMetric(metric, estimate.mean)),
					element('td', {}, estimate.ci === null ? notAvailable : formatInterval(metric, estimate.ci)),
					element('td', {}, String(estimate.n)),
				),
			),
		),
	);
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
