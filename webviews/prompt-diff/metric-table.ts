import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { formatDelta, formatMetric, notAvailable } from '../../core/judging/compare/report/format-metric.ts';
import type { PromptDiff } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { localize } from '../shared/localize.ts';
import type { MetricOfBoth } from './protocol.ts';

/** Means of both versions. No verdict: that takes the same cases on both sides, which Compare Runs looks for. */
export function metricTable(diff: PromptDiff, metrics: readonly MetricOfBoth[]): TemplateResult {
	return html`<section aria-labelledby="metrics-heading">
		<h2 id="metrics-heading">${localize('Recorded metrics')}</h2>
		${metrics.length === 0 ? html`<p class="empty">${localize('Neither version has a recorded run.')}</p>` : table(diff, metrics)}
	</section>`;
}

function table({ before, after }: PromptDiff, metrics: readonly MetricOfBoth[]): TemplateResult {
	return html`<table class="metrics" aria-labelledby="metrics-heading">
			<thead>
				<tr>
					<th scope="col">${localize('Metric')}</th>
					<th scope="col" class="number">${before.version ?? before.label}</th>
					<th scope="col" class="number">${after.version ?? after.label}</th>
					<th scope="col" class="number">${localize('Difference')}</th>
				</tr>
			</thead>
			<tbody>
				${metrics.map(metricRow)}
			</tbody>
		</table>
		<p class="footnote">${localize('Means over all recorded runs of each version; compare the runs for intervals and a verdict.')}</p>`;
}

function metricRow({ name, before, after }: MetricOfBoth): TemplateResult {
	const value = (mean: number | undefined): string => (mean === undefined ? localize('not recorded') : formatMetric(name, mean));
	return html`<tr>
		<th scope="row">${name}</th>
		<td class="number">${value(before)}</td>
		<td class="number">${value(after)}</td>
		<td class="number">${before === undefined || after === undefined ? notAvailable : formatDelta(name, after - before)}</td>
	</tr>`;
}
