import { Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { formatMetric } from '../../../core/judging/compare/report/format-metric.ts';
import type { RunSeries } from '../../../core/judging/compare/report/side-series.ts';
import { localize } from '../../shared/localize.ts';
import { dropdown } from '../../shared/toolkit-controls.ts';
import { chartFrame } from './chart-frame.ts';
import { chartLook, chartManners, sideColor } from './chart-look.ts';
import type { Page } from '../view/page.ts';
import { focusedCandidate, shortName } from '../view/page.ts';

Chart.register(LinearScale, LineController, LineElement, PointElement);

/** What the runs of baseline and focused candidate wrote down step by step, one line a run. Nothing where none did. */
export function seriesChart(page: Page): TemplateResult | typeof nothing {
	const { comparison, view } = page;
	const sides = [comparison.baseline, focusedCandidate(page)];
	const own = page.series.filter(({ side }) => sides.includes(side));
	const metrics = [...new Set(own.map(({ metric }) => metric))].sort();
	const metric = metrics.find(name => name === view.seriesMetric) ?? metrics[0];
	if (metric === undefined) return nothing;
	const lines = own.filter(line => line.metric === metric);
	const create = (canvas: HTMLCanvasElement): Chart<'line', { x: number; y: number }[]> =>
		new Chart(canvas, configuration(metric, lines, sides));
	return html`<section aria-labelledby="series-heading">
		<h2 id="series-heading">${localize('By step')}</h2>
		<div class="chart-controls">
			${
				metrics.length > 1
					? dropdown(
							localize('Metric'),
							{ key: 'series-metric', value: metric, choices: metrics.map(name => ({ value: name, label: name })) },
							next => page.update({ seriesMetric: next }),
						)
					: nothing
			}
			<ul class="legend">
				${sides.map((side, index) => legendEntry(shortName(comparison, side), index))}
			</ul>
		</div>
		${chartFrame(describe(page, metric, lines), { height: 220, create })}
	</section>`;
}

/** Lines of the baseline are whole, those of the candidate dashed: colour is not all there is. */
function legendEntry(label: string, index: number): TemplateResult {
	return html`<li class=${index === 0 ? 'legend-baseline' : 'legend-candidate'}>${label}</li>`;
}

function describe({ comparison }: Page, metric: string, lines: readonly RunSeries[]): string {
	const words = lines.map(({ side, run, points }) => {
		const [first, last] = [points[0], points.at(-1)];
		const ends = [first, last].map(point => (point === undefined ? '' : formatMetric(metric, point[1]))).join(' → ');
		return `${shortName(comparison, side)} ${run} ${ends}`;
	});
	return `${metric}: ${words.join('; ')}`;
}

function configuration(
	metric: string,
	lines: readonly RunSeries[],
	sides: readonly string[],
): ChartConfiguration<'line', { x: number; y: number }[]> {
	const { axis, font, foreground } = chartLook();
	return {
		type: 'line',
		data: {
			datasets: lines.map(({ side, points }) => {
				const index = side === sides[0] ? 0 : 1;
				return {
					data: points.map(([x, y]) => ({ x, y })),
					borderColor: sideColor(index),
					backgroundColor: sideColor(index),
					borderDash: index === 0 ? [] : [6, 3],
					borderWidth: 1.5,
					// A line needs two points; one alone would be invisible.
					pointRadius: points.length === 1 ? 3 : 0,
				};
			}),
		},
		options: {
			...chartManners,
			scales: {
				x: { type: 'linear', ...axis(String), title: { display: true, text: localize('step'), color: foreground, font } },
				y: { ...axis(value => formatMetric(metric, value)) },
			},
		},
	};
}
