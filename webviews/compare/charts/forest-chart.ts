import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { confidencePercent, formatAmount, formatDelta, formatDeltaInterval } from '../../../core/judging/compare/report/format-metric.ts';
import { localize } from '../../shared/localize.ts';
import { focusedCandidate, shortName } from '../view/page.ts';
import type { Page } from '../view/page.ts';
import { chartFrame } from './chart-frame.ts';
import { chartLook, chartManners } from './chart-look.ts';
import { colorOf, forestMarks } from './forest-marks.ts';
import { forestRows } from './forest-rows.ts';
import type { ForestRow, ForestRows } from './forest-rows.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

const rowHeight = 28;
const axisHeight = 52;

/** Differences beyond this many δ are an arrow: the axis is there to show what lies around the band. */
const farthestReach = 8;
const nearestReach = 2;

/** What each difference of the focused candidate leaves possible, beside the band that does not matter. Nothing without a δ. */
export function forestChart(page: Page): TemplateResult | typeof nothing {
	const { comparison } = page;
	const candidate = focusedCandidate(page);
	const found = forestRows(comparison, candidate);
	const { rows } = found;
	if (rows.length === 0) return nothing;
	const create = (canvas: HTMLCanvasElement): Chart<'bar', [number, number][], string> => new Chart(canvas, configuration(rows));
	return html`<section aria-labelledby="forest-heading">
		<h2 id="forest-heading">${localize('Differences of {0} and what matters', shortName(comparison, candidate))}</h2>
		${chartFrame(rows.map(describe).join('; '), { height: rows.length * rowHeight + axisHeight, create })} ${remarks(found)}
		${forestTable(page, rows)}
	</section>`;
}

function describe({ label, metric: { name, delta, ci, words } }: ForestRow): string {
	return `${label}: ${delta === null ? '' : formatDelta(name, delta)} (${ci === null ? '' : formatDeltaInterval(name, ci)}), ${words}`;
}

function remarks({ withoutMargin }: ForestRows): TemplateResult {
	return html`<p class="footnote">
		${localize('Better is on the right. The band holds the differences that do not matter (min_effect).')}
		${withoutMargin.length === 0 ? nothing : localize('Not drawn, because they have no min_effect: {0}', withoutMargin.join(', '))}
	</p>`;
}

/** The numbers of the chart for those who read instead of look; opened by mouse or keyboard. */
function forestTable({ comparison }: Page, rows: readonly ForestRow[]): TemplateResult {
	const confidence = confidencePercent(comparison.alpha);
	const labels = [
		localize('Metric'),
		localize('Cases'),
		localize('Difference'),
		localize('{0} % interval', confidence),
		localize('Matters from'),
		localize('Verdict'),
	];
	return html`<details class="forest-table">
		<summary data-key="forest-table">${localize('As a table')}</summary>
		<div class="table-frame">
			<table>
				<thead>
					<tr>
						${labels.map(label => html`<th scope="col">${label}</th>`)}
					</tr>
				</thead>
				<tbody>
					${rows.map(
						({ label, count, metric: { name, delta, ci, min_effect: margin, words } }) =>
							html`<tr>
								<th scope="row">${label}</th>
								<td>${count}</td>
								<td>${delta === null ? nothing : formatDelta(name, delta)}</td>
								<td>${ci === null ? nothing : formatDeltaInterval(name, ci)}</td>
								<td>${margin === null ? nothing : formatAmount(name, margin)}</td>
								<td>${words}</td>
							</tr>`,
					)}
				</tbody>
			</table>
		</div>
	</details>`;
}

function configuration(rows: readonly ForestRow[]): ChartConfiguration<'bar', [number, number][], string> {
	const { axis, font, foreground, grid } = chartLook();
	const ends = rows.flatMap(({ interval }) => interval.map(Math.abs));
	const reach = Math.min(farthestReach, Math.max(nearestReach, ...ends) * 1.05);
	return {
		type: 'bar',
		plugins: [forestMarks],
		data: {
			labels: rows.map(({ label }) => (label.length > 34 ? `${label.slice(0, 16)}…${label.slice(-17)}` : label)),
			datasets: [
				{
					data: rows.map(({ interval: [low, high] }) => [Math.max(-reach, low), Math.min(reach, high)]),
					backgroundColor: rows.map(colorOf),
					barThickness: 2,
				},
			],
		},
		options: {
			...chartManners,
			indexAxis: 'y',
			plugins: { forestMarks: { rows, reach } },
			scales: {
				x: {
					...axis(value => (value === 0 ? '0' : `${value > 0 ? '+' : '−'}${Math.abs(value)} δ`)),
					min: -reach,
					max: reach,
					title: { display: true, text: localize('worse ← in units of δ → better'), color: foreground, font },
				},
				y: { grid: { display: false }, border: { color: grid }, ticks: { color: foreground, font, autoSkip: false } },
			},
		},
	};
}
