import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import {
	formatDelta,
	formatDeltaInterval,
	formatMetric,
	formatP,
	notAvailable,
} from '../../../core/judging/compare/report/format-metric.ts';
import type { MetricComparison, MetricEstimate } from '../../../core/judging/compare/comparison.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import type { RowPlace } from '../../shared/row-source.ts';
import { intervalBar } from './interval-bar.ts';
import { verdictName } from './verdict-name.ts';
import { verdictLooks, verdictMark } from './verdict-mark.ts';

interface RowFrame {
	readonly place: RowPlace;
	/** Scale of the interval, shared with the same metric of other candidates. */
	readonly reach: number;
	/** Headers of the columns, said in front of each number where the page is too narrow for columns. */
	readonly labels: readonly string[];
	readonly isPinned: boolean;
	/** Takes the metric to the top, or back to its place. */
	readonly onPin: () => void;
	/** Takes the metric out of the table. */
	readonly onHide: () => void;
	/** Opens the page of the verdict. */
	readonly onExplain: () => void;
}

/** One metric of one candidate. */
export function metricRow(metric: MetricComparison, frame: RowFrame): TemplateResult {
	const { place, reach, labels } = frame;
	// Without a verdict the numbers must not look like one.
	const tone = metric.verdict === 'not-comparable' ? 'plain' : verdictLooks[metric.verdict].tone;
	const { name, baseline, value, delta, p_adjusted: p } = metric;
	return html`<tr class=${metric.primary ? 'primary' : nothing} data-index=${place.index} aria-rowindex=${place.ariaRow}>
		<th scope="row">
			<span class="metric-name">${name}</span>${goalArrow(metric)}
			${metric.primary ? html`<span class="badge">${localize('primary')}</span>` : nothing} ${rowActions(metric, frame)}
		</th>
		<td class="number" data-label=${labels[1]} title=${estimateTitle(baseline)}>${estimateText(metric, baseline)}</td>
		<td class="number" data-label=${labels[2]} title=${estimateTitle(value)}>${estimateText(metric, value)}</td>
		<td class="number ${tone}" data-label=${labels[3]}>${delta === null ? notAvailable : formatDelta(name, delta)}</td>
		<td class="interval ${tone}" data-label=${labels[4]}>${intervalCell(metric, reach)}</td>
		<td class="number" data-label=${labels[5]} title=${methodTitle(metric) ?? nothing}>${p === null ? notAvailable : formatP(p)}</td>
		<td class="verdict-cell">${verdictMark(metric.verdict, metric.words)}${verdictHelp(metric, frame)}</td>
	</tr>`;
}

/** Leads to what the verdict means. */
function verdictHelp({ name, candidate, verdict }: MetricComparison, { onExplain }: RowFrame): TemplateResult {
	const label = localize('What “{0}” means', verdictName(verdict));
	return html`<button
		type="button"
		class="icon-button verdict-help"
		title=${label}
		aria-label=${label}
		data-key="explain ${candidate} ${name}"
		@click=${onExplain}
	>
		${icon('unsure')}
	</button>`;
}

function rowActions({ name, candidate }: MetricComparison, { isPinned, onPin, onHide }: RowFrame): TemplateResult {
	const pinLabel = isPinned ? localize('Unpin {0}', name) : localize('Pin {0} to the top', name);
	const hideLabel = localize('Hide {0}', name);
	return html`<span class="row-actions ${isPinned ? 'pinned' : ''}">
		<button
			type="button"
			class="icon-button"
			title=${pinLabel}
			aria-label=${pinLabel}
			aria-pressed=${isPinned ? 'true' : 'false'}
			data-key="pin ${candidate} ${name}"
			@click=${onPin}
		>
			${icon('pin')}
		</button>
		<button
			type="button"
			class="icon-button"
			title=${hideLabel}
			aria-label=${hideLabel}
			data-key="hide ${candidate} ${name}"
			@click=${onHide}
		>
			${icon('hide')}
		</button>
	</span>`;
}

function goalArrow(metric: MetricComparison): TemplateResult {
	return metric.goal === 'maximize' ? icon('up', localize('higher is better')) : icon('down', localize('lower is better'));
}

function estimateText(metric: MetricComparison, estimate: MetricEstimate | null): string {
	return estimate === null ? notAvailable : formatMetric(metric.name, estimate.mean);
}

function estimateTitle(estimate: MetricEstimate | null): string {
	if (estimate === null) return localize('This side has no value for the metric.');
	return estimate.n === 0 ? localize('mean of whole runs') : localize('mean of {0} cases', estimate.n);
}

function intervalCell(metric: MetricComparison, reach: number): TemplateResult | string {
	if (metric.ci === null || metric.delta === null) return notAvailable;
	return html`<span class="interval-cell">
		${intervalBar(metric.ci, metric.delta, reach)}<span class="interval-text">${formatDeltaInterval(metric.name, metric.ci)}</span>
	</span>`;
}

function methodTitle(metric: MetricComparison): string | undefined {
	return metric.method === 'none' ? undefined : `${metric.method} · n = ${metric.pairs}`;
}
