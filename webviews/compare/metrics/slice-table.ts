import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ComparisonSlice, MetricComparison } from '../../../core/judging/compare/comparison.ts';
import {
	formatDelta,
	formatDeltaInterval,
	formatMetric,
	formatP,
	notAvailable,
} from '../../../core/judging/compare/report/format-metric.ts';
import { localize } from '../../shared/localize.ts';
import { focusedCandidate, shortName } from '../view/page.ts';
import type { Page } from '../view/page.ts';
import { verdictMark } from './verdict-mark.ts';

/** The slices of the focused candidate: in which it fares worst, then a row for each slice and metric. Nothing without slices. */
export function sliceTable(page: Page): TemplateResult | typeof nothing {
	const { comparison } = page;
	const candidate = focusedCandidate(page);
	const rows = comparison.slices.flatMap(slice =>
		slice.metrics.filter(metric => metric.candidate === candidate).map(metric => ({ slice, metric })),
	);
	if (rows.length === 0) return nothing;
	const worst = comparison.worst_slices.filter(each => each.candidate === candidate);
	const confidence = Number(((1 - comparison.alpha) * 100).toPrecision(4));
	const labels = [
		localize('Slice'),
		localize('Metric'),
		localize('Cases'),
		shortName(comparison, comparison.baseline),
		shortName(comparison, candidate),
		localize('Difference'),
		localize('{0} % interval', confidence),
		localize('p (Holm)'),
		localize('Verdict'),
	];
	return html`<section class="slices" aria-labelledby="slices-heading">
		<h2 id="slices-heading">${localize('Slices')}</h2>
		${worst.map(({ words }) => html`<p>${words}</p>`)}
		<div class="table-frame" role="region" aria-labelledby="slices-heading" tabindex="0">
			<table>
				<thead>
					<tr>
						${labels.map(label => html`<th scope="col">${label}</th>`)}
					</tr>
				</thead>
				<tbody>
					${rows.map(({ slice, metric }) =>
						sliceRow(
							slice,
							metric,
							worst.some(({ column, value }) => column === slice.column && value === slice.value),
						),
					)}
				</tbody>
			</table>
		</div>
	</section>`;
}

function sliceRow({ column, value, n }: ComparisonSlice, metric: MetricComparison, isWorst: boolean): TemplateResult {
	const { name, baseline, value: after, delta, ci, p_adjusted: p, verdict, words } = metric;
	return html`<tr class=${isWorst ? 'worst-slice' : nothing}>
		<th scope="row">${column} = ${value}${isWorst ? html` <span class="badge">${localize('worst')}</span>` : nothing}</th>
		<td>${name}</td>
		<td class="number">${n}</td>
		<td class="number">${baseline === null ? notAvailable : formatMetric(name, baseline.mean)}</td>
		<td class="number">${after === null ? notAvailable : formatMetric(name, after.mean)}</td>
		<td class="number">${delta === null ? notAvailable : formatDelta(name, delta)}</td>
		<td>${ci === null ? notAvailable : formatDeltaInterval(name, ci)}</td>
		<td class="number">${p === null ? notAvailable : formatP(p)}</td>
		<td class="verdict-cell">${verdictMark(verdict, words)}</td>
	</tr>`;
}
