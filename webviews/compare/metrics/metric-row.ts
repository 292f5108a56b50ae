import { formatDelta, formatDeltaInterval, formatMetric, formatP, notAvailable } from '../../../core/compare/format-metric.ts';
import type { MetricComparison, MetricEstimate } from '../../../core/compare/comparison.ts';
import { element } from '../../shared/element.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import { intervalBar } from './interval-bar.ts';
import { verdictLooks, verdictMark } from './verdict-mark.ts';

interface RowFrame {
	/** Scale of the interval, shared with the same metric of other candidates. */
	readonly reach: number;
	/** Headers of the columns, said in front of each number where the page is too narrow for columns. */
	readonly labels: readonly string[];
	readonly isPinned: boolean;
	/** Takes the metric to the top, or back to its place. */
	readonly onPin: () => void;
	/** Takes the metric out of the table. */
	readonly onHide: () => void;
}

/** One metric of one candidate. */
export function metricRow(metric: MetricComparison, frame: RowFrame): HTMLTableRowElement {
	const { reach, labels } = frame;
	// Without a verdict the numbers must not look like one.
	const tone = metric.verdict === 'not-comparable' ? 'plain' : verdictLooks[metric.verdict].tone;
	const number = (
		column: number,
		text: string,
		look: { readonly title?: string | undefined; readonly tone?: string } = {},
	): HTMLElement =>
		element('td', { class: `number ${look.tone ?? ''}`.trimEnd(), 'data-label': labels[column], title: look.title }, text);
	return element(
		'tr',
		{ class: metric.primary ? 'primary' : undefined },
		element(
			'th',
			{ scope: 'row' },
			element('span', { class: 'metric-name' }, metric.name),
			goalArrow(metric),
			' ',
			metric.primary && element('span', { class: 'badge' }, localize('primary')),
			rowActions(metric, frame),
		),
		number(1, estimateText(metric, metric.baseline), { title: estimateTitle(metric.baseline) }),
		number(2, estimateText(metric, metric.value), { title: estimateTitle(metric.value) }),
		number(3, metric.delta === null ? notAvailable : formatDelta(metric.name, metric.delta), { tone }),
		element('td', { class: `interval ${tone}`, 'data-label': labels[4] }, ...intervalCell(metric, reach)),
		number(5, metric.p_adjusted === null ? notAvailable : formatP(metric.p_adjusted), { title: methodTitle(metric) }),
		element('td', { class: 'verdict-cell' }, verdictMark(metric.verdict, metric.words)),
	);
}

function rowActions({ name, candidate }: MetricComparison, { isPinned, onPin, onHide }: RowFrame): HTMLElement {
	const pinLabel = isPinned ? localize('Unpin {0}', name) : localize('Pin {0} to the top', name);
	const pin = element(
		'button',
		{
			type: 'button',
			class: 'icon-button',
			title: pinLabel,
			'aria-label': pinLabel,
			'aria-pressed': String(isPinned),
			'data-key': `pin ${candidate} ${name}`,
		},
		icon('pin'),
	);
	pin.addEventListener('click', onPin);
	const hideLabel = localize('Hide {0}', name);
	const hide = element(
		'button',
		{ type: 'button', class: 'icon-button', title: hideLabel, 'aria-label': hideLabel, 'data-key': `hide ${candidate} ${name}` },
		icon('hide'),
	);
	hide.addEventListener('click', onHide);
	return element('span', { class: isPinned ? 'row-actions pinned' : 'row-actions' }, pin, hide);
}

function goalArrow(metric: MetricComparison): SVGSVGElement {
	return metric.goal === 'maximize' ? icon('up', localize('higher is better')) : icon('down', localize('lower is better'));
}

function estimateText(metric: MetricComparison, estimate: MetricEstimate | null): string {
	return estimate === null ? notAvailable : formatMetric(metric.name, estimate.mean);
}

function estimateTitle(estimate: MetricEstimate | null): string {
	if (estimate === null) return localize('This side has no value for the metric.');
	return estimate.n === 0 ? localize('mean of whole runs') : localize('mean of {0} cases', estimate.n);
}

function intervalCell(metric: MetricComparison, reach: number): (Node | string)[] {
	if (metric.ci === null || metric.delta === null) return [notAvailable];
	return [
		element(
			'span',
			{ class: 'interval-cell' },
			intervalBar(metric.ci, metric.delta, reach),
			element('span', { class: 'interval-text' }, formatDeltaInterval(metric.name, metric.ci)),
		),
	];
}

function methodTitle(metric: MetricComparison): string | undefined {
	return metric.method === 'none' ? undefined : `${metric.method} · n = ${metric.pairs}`;
}
