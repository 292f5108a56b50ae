import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { formatInterval, formatMetric, notAvailable } from '../../core/compare/format-metric.ts';
import type { Comparison, MetricEstimate } from '../../core/compare/comparison.ts';
import { element } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';
import { themeColor } from '../shared/theme.ts';
import { dropdown } from '../shared/toolkit-controls.ts';
import type { Page } from './page.ts';
import { focusedMetric, metricNames, shortName } from './page.ts';
import { whiskers } from './whiskers.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, whiskers);

const rowHeight = 34;
const axisHeight = 34;

interface Bar {
	readonly label: string;
	readonly estimate: MetricEstimate;
}

let drawn: Chart | undefined;

/** One bar with its interval per side, for one metric at a time: metrics of different units share no axis. */
export function metricChart(page: Page): HTMLElement {
	drawn?.destroy();
	drawn = undefined;
	const metric = focusedMetric(page);
	const bars = metric === undefined ? [] : barsOf(page.comparison, metric);
	if (metric === undefined || bars.length === 0) return element('section', { hidden: true });

	const names = metricNames(page.comparison);
	const canvas = element('canvas', { role: 'img', 'aria-label': describe(metric, bars) });
	const frame = element('div', { class: 'chart-frame' }, canvas);
	frame.style.height = `${bars.length * rowHeight + axisHeight}px`;
	// chart.js measures its container, which has a size only once it stands in the page.
	requestAnimationFrame(() => {
		if (canvas.isConnected) drawn = new Chart(canvas, configuration(metric, bars));
	});
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
		frame,
		valueTable(page, metric, bars),
	);
}

function barsOf(comparison: Comparison, metric: string): Bar[] {
	const rows = comparison.metrics.filter(row => row.name === metric);
	const sides = [
		{ label: comparison.baseline, estimate: rows[0]?.baseline ?? null },
		...rows.map(row => ({ label: row.candidate, estimate: row.value })),
	];
	return sides.flatMap(({ label, estimate }) => (estimate === null ? [] : [{ label: shortName(comparison, label), estimate }]));
}

function describe(metric: string, bars: readonly Bar[]): string {
	return `${metric}: ${bars.map(bar => `${bar.label} ${estimateText(metric, bar.estimate)}`).join('; ')}`;
}

function estimateText(metric: string, { mean, ci }: MetricEstimate): string {
	const value = formatMetric(metric, mean);
	return ci === null ? value : `${value} (${formatInterval(metric, ci)})`;
}

/** The numbers of the chart for those who read instead of look. */
function valueTable(page: Page, metric: string, bars: readonly Bar[]): HTMLElement {
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

function configuration(metric: string, bars: readonly Bar[]): ChartConfiguration<'bar', number[], string> {
	const foreground = themeColor('foreground', 'editor-foreground');
	const grid = themeColor('widget-border', 'panel-border', 'contrastBorder');
	const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
	const intervals = bars.map(bar => bar.estimate.ci);
	const ends = intervals.flatMap(ci => ci ?? []);
	return {
		type: 'bar',
		data: {
			labels: bars.map(bar => shorten(bar.label)),
			datasets: [
				{
					data: bars.map(bar => bar.estimate.mean),
					backgroundColor: bars.map((_, index) => barColor(index)),
					borderColor: themeColor('contrastBorder', 'charts-foreground', 'foreground'),
					borderWidth: document.body.classList.contains('vscode-high-contrast') ? 1 : 0,
					barThickness: 16,
				},
			],
		},
		options: {
			indexAxis: 'y',
			animation: false,
			maintainAspectRatio: false,
			events: [],
			plugins: { whiskers: { intervals } },
			scales: {
				x: {
					beginAtZero: true,
					suggestedMax: Math.max(0, ...ends),
					suggestedMin: Math.min(0, ...ends),
					grid: { color: grid },
					border: { color: grid },
					ticks: { color: foreground, font, maxTicksLimit: 6, callback: value => formatMetric(metric, Number(value)) },
				},
				y: { grid: { display: false }, border: { color: grid }, ticks: { color: foreground, font, autoSkip: false } },
			},
		},
	};
}

/** The baseline is told from the candidates by colour and by standing first. */
function barColor(index: number): string {
	return index === 0 ? themeColor('charts-blue', 'textLink-foreground') : themeColor('charts-purple', 'charts-foreground');
}

function shorten(label: string): string {
	return label.length > 28 ? `${label.slice(0, 13)}…${label.slice(-14)}` : label;
}
