import { Chart, LinearScale, PointElement, ScatterController } from 'chart.js';
import type { ChartConfiguration } from 'chart.js';
import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { formatInterval, formatMetric } from '../../../core/judging/compare/report/format-metric.ts';
import type { MetricEstimate } from '../../../core/judging/compare/comparison.ts';
import { localize } from '../../shared/localize.ts';
import { chartFrame } from './chart-frame.ts';
import { chartLook, chartManners, sideColor } from './chart-look.ts';
import { crosses } from './crosses.ts';
import type { Page } from '../view/page.ts';
import { focusedMetric, sideEstimates } from '../view/page.ts';

Chart.register(LinearScale, PointElement, ScatterController);

const costMetric = 'cost_usd';
interface Point {
	readonly label: string;
	readonly cost: MetricEstimate;
	readonly quality: MetricEstimate;
}

/** What the better value costs, one point per side. Nothing where no cost was recorded or cost itself is looked at. */
export function costChart(page: Page): TemplateResult | typeof nothing {
	const metric = focusedMetric(page);
	const points = metric === undefined || metric === costMetric ? [] : pointsOf(page, metric);
	if (metric === undefined || points.length < 2) return nothing;
	const create = (canvas: HTMLCanvasElement): Chart<'scatter'> => new Chart(canvas, configuration(metric, points));
	return html`<section aria-labelledby="cost-heading">
		<h2 id="cost-heading">${localize('Cost against quality')}</h2>
		${chartFrame(describe(metric, points), { height: 220, create })}
	</section>`;
}

function pointsOf({ comparison }: Page, metric: string): Point[] {
	const costs = new Map(sideEstimates(comparison, costMetric).map(({ label, estimate }) => [label, estimate]));
	return sideEstimates(comparison, metric).flatMap(({ label, estimate }) => {
		const cost = costs.get(label);
		return cost === undefined ? [] : [{ label, cost, quality: estimate }];
	});
}

function describe(metric: string, points: readonly Point[]): string {
	const words = points.map(({ label, cost, quality }) => `${label} ${withInterval(costMetric, cost)}, ${withInterval(metric, quality)}`);
	return `${costMetric}, ${metric}: ${words.join('; ')}`;
}

function withInterval(metric: string, { mean, ci }: MetricEstimate): string {
	const value = formatMetric(metric, mean);
	return ci === null ? value : `${value} (${formatInterval(metric, ci)})`;
}

function configuration(metric: string, points: readonly Point[]): ChartConfiguration<'scatter'> {
	const { axis, font, foreground } = chartLook();
	const title = (text: string): object => ({ display: true, text, color: foreground, font });
	return {
		type: 'scatter',
		plugins: [crosses],
		data: {
			datasets: [
				{
					data: points.map(({ cost, quality }) => ({ x: cost.mean, y: quality.mean })),
					pointBackgroundColor: points.map((_, index) => sideColor(index)),
					pointBorderColor: points.map((_, index) => sideColor(index)),
					pointRadius: 5,
					clip: false,
				},
			],
		},
		options: {
			...chartManners,
			plugins: {
				crosses: {
					points: points.map(({ label, cost, quality }, index) => ({
						label,
						x: cost.ci,
						y: quality.ci,
						color: sideColor(index),
					})),
				},
			},
			scales: {
				x: {
					...axis(value => formatMetric(costMetric, value)),
					...spanOf(points.map(point => point.cost)),
					title: title(localize('cost per case, USD')),
				},
				y: { ...axis(value => formatMetric(metric, value)), ...spanOf(points.map(point => point.quality)), title: title(metric) },
			},
		},
	};
}

/**
 * Points far from zero would cling to an edge, so the axes start where the intervals do, with some air; shares end at 1,
 * since an axis that goes beyond would promise what cannot be.
 */
function spanOf(estimates: readonly MetricEstimate[]): { readonly min: number; readonly max: number } {
	const ends = estimates.flatMap(({ mean, ci }) => ci ?? [mean]);
	const [low, high] = [Math.min(...ends), Math.max(...ends)];
	const air = (high - low || Math.abs(high) || 1) * 0.15;
	const areShares = low >= 0 && high <= 1;
	return { min: low >= 0 ? Math.max(0, low - air) : low - air, max: areShares ? Math.min(1, high + air) : high + air };
}
