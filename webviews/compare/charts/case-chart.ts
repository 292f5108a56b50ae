import { Chart, LinearScale, LineController, LineElement, PointElement, ScatterController } from 'chart.js';
import type { ChartConfiguration, PointStyle } from 'chart.js';
import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { formatMetric } from '../../../core/judging/compare/report/format-metric.ts';
import { localize } from '../../shared/localize.ts';
import { themeColor } from '../../shared/theme.ts';
import { caseOutcome, lensOf, resultOf } from '../cases/case-outcome.ts';
import type { CaseLens, CaseOutcome } from '../cases/case-outcome.ts';
import { chartFrame } from './chart-frame.ts';
import { chartLook, chartManners } from './chart-look.ts';
import type { Page } from '../view/page.ts';
import { shortName } from '../view/page.ts';
import { ownValue } from '../../../core/base/own-value.ts';

Chart.register(LinearScale, LineController, LineElement, PointElement, ScatterController);

/** Cases with the same two scores, drawn as one point whose size says how many. */
interface Spot {
	readonly x: number;
	readonly y: number;
	readonly outcome: Exclude<CaseOutcome, 'unscored'>;
	readonly count: number;
}

/** Every case by its score on the baseline and on the candidate: above the diagonal the candidate scored higher. */
export function caseChart(page: Page): TemplateResult | typeof nothing {
	const lens = lensOf(page);
	const spots = lens === undefined ? [] : spotsOf(page, lens);
	if (lens === undefined || spots.length < 2) return nothing;
	const create = (canvas: HTMLCanvasElement): Chart<'scatter' | 'line'> => new Chart(canvas, configuration(page, lens, spots));
	return html`<section aria-labelledby="scatter-heading">
		<h2 id="scatter-heading">${localize('Case by case')}</h2>
		${chartFrame(describe(page, lens, spots), { height: 260, create })}
		<p class="footnote">
			${localize('One point per case, larger where several cases have the same scores. On the line both sides scored the same.')}
		</p>
	</section>`;
}

function spotsOf({ comparison }: Page, lens: CaseLens): readonly Spot[] {
	const spots = new Map<string, Spot>();
	for (const item of comparison.cases) {
		const outcome = caseOutcome(item, lens);
		const [x, y] = [ownValue(resultOf(item, 0)?.scores, lens.metric), ownValue(resultOf(item, lens.side)?.scores, lens.metric)];
		if (outcome === 'unscored' || x === undefined || y === undefined) continue;
		const key = `${x} ${y}`;
		spots.set(key, { x, y, outcome, count: (spots.get(key)?.count ?? 0) + 1 });
	}
	return [...spots.values()];
}

function describe({ comparison }: Page, { metric, side }: CaseLens, spots: readonly Spot[]): string {
	const count = (outcome: CaseOutcome): number =>
		spots.filter(spot => spot.outcome === outcome).reduce((sum, spot) => sum + spot.count, 0);
	const [before, after] = sideNames(comparison, side);
	return localize(
		'{0} by case, {1} against {2}: {3} improved, {4} regressed, {5} the same',
		metric,
		after,
		before,
		count('improved'),
		count('regressed'),
		count('same'),
	);
}

function sideNames(comparison: Page['comparison'], side: number): readonly [before: string, after: string] {
	const candidate = comparison.candidates[side - 1] ?? comparison.baseline;
	return [shortName(comparison, comparison.baseline), shortName(comparison, candidate)];
}

/** Shape says the same as colour. */
const looks: Readonly<Record<Spot['outcome'], { readonly pointStyle: PointStyle; readonly rotation: number; readonly color: string }>> = {
	improved: { pointStyle: 'triangle', rotation: 0, color: 'charts-green' },
	regressed: { pointStyle: 'triangle', rotation: 180, color: 'charts-red' },
	same: { pointStyle: 'circle', rotation: 0, color: 'descriptionForeground' },
};

function configuration({ comparison }: Page, lens: CaseLens, spots: readonly Spot[]): ChartConfiguration<'scatter' | 'line'> {
	const { axis, font, foreground } = chartLook();
	const [before, after] = sideNames(comparison, lens.side);
	const span = spanOf(spots);
	const title = (text: string): object => ({ display: true, text, color: foreground, font });
	const outcomes = ['same', 'improved', 'regressed'] as const;
	const largest = Math.max(...spots.map(spot => spot.count));
	return {
		type: 'scatter',
		data: {
			datasets: [
				...outcomes.map(outcome => {
					const own = spots.filter(spot => spot.outcome === outcome);
					const { pointStyle, rotation, color } = looks[outcome];
					return {
						type: 'scatter' as const,
						data: own.map(({ x, y }) => ({ x, y })),
						pointStyle,
						rotation,
						pointRadius: own.map(({ count }) => radiusOf(count, largest)),
						pointBackgroundColor: withAlpha(themeColor(color, 'foreground')),
						pointBorderColor: themeColor(color, 'foreground'),
						clip: false as const,
					};
				}),
				{
					type: 'line' as const,
					data: [
						{ x: span.min, y: span.min },
						{ x: span.max, y: span.max },
					],
					borderColor: themeColor('descriptionForeground', 'foreground'),
					borderDash: [4, 4],
					borderWidth: 1,
					pointRadius: 0,
				},
			],
		},
		options: {
			...chartManners,
			scales: {
				x: { type: 'linear', ...axis(value => formatMetric(lens.metric, value)), ...span, title: title(before) },
				y: { type: 'linear', ...axis(value => formatMetric(lens.metric, value)), ...span, title: title(after) },
			},
		},
	};
}

/** By area, so that twice as many cases look twice as many. */
function radiusOf(count: number, largest: number): number {
	return largest === 1 ? 4 : 4 + 10 * Math.sqrt(count / largest);
}

function withAlpha(color: string): string {
	return `color-mix(in srgb, ${color} 65%, transparent)`;
}

/** The same for both axes, or the diagonal would lie. Shares end at 0 and 1. */
function spanOf(spots: readonly Spot[]): { readonly min: number; readonly max: number } {
	const values = spots.flatMap(({ x, y }) => [x, y]);
	const low = values.reduce((least, value) => Math.min(least, value), Infinity);
	const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
	const air = (high - low || Math.abs(high) || 1) * 0.08;
	const areShares = low >= 0 && high <= 1;
	return { min: areShares ? Math.max(-0.08, low - air) : low - air, max: areShares ? Math.min(1.08, high + air) : high + air };
}
