import { formatDelta, formatDeltaInterval, formatMetric, formatP, notAvailable } from '../../core/compare/format-metric.ts';
import type { MetricComparison, MetricEstimate } from '../../core/compare/comparison.ts';
import { element } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { intervalBar } from './interval-bar.ts';
import { verdictLooks, verdictMark } from './verdict-mark.ts';

/** One metric of one candidate. `reach` is the scale of its interval, shared with the same metric of other candidates. */
export function metricRow(metric: MetricComparison, reach: number): HTMLElement {
	const tone = verdictLooks[metric.verdict].tone;
	return element(
		'tr',
		{ class: metric.primary ? 'primary' : undefined },
		element(
			'th',
			{ scope: 'row' },
			element('span', { class: 'metric-name' }, metric.name),
			goalArrow(metric),
			metric.primary && element('span', { class: 'badge' }, localize('primary')),
		),
		element('td', { class: 'number', title: estimateTitle(metric.baseline) }, estimateText(metric, metric.baseline)),
		element('td', { class: 'number', title: estimateTitle(metric.value) }, estimateText(metric, metric.value)),
		element('td', { class: `number ${tone}` }, metric.delta === null ? notAvailable : formatDelta(metric.name, metric.delta)),
		element('td', { class: `interval ${tone}` }, ...intervalCell(metric, reach)),
		element(
			'td',
			{ class: 'number', title: methodTitle(metric) },
			metric.p_adjusted === null ? notAvailable : formatP(metric.p_adjusted),
		),
		element('td', {}, verdictMark(metric.verdict, metric.words)),
	);
}

function goalArrow(metric: MetricComparison): SVGSVGElement {
	return metric.goal === 'maximize' ? icon('up', localize('higher is better')) : icon('down', localize('lower is better'));
}

function estimateText(metric: MetricComparison, estimate: MetricEstimate | null): string {
	return estimate === null ? notAvailable : formatMetric(metric.name, estimate.mean);
}

function estimateTitle(estimate: MetricEstimate | null): string | undefined {
	return estimate === null ? localize('This side has no value for the metric.') : localize('mean of {0} cases', estimate.n);
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
