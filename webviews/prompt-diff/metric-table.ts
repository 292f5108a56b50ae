import { formatDelta, formatMetric, notAvailable } from '../../core/judging/compare/report/format-metric.ts';
import type { PromptDiff } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { element } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';
import type { MetricOfBoth } from './protocol.ts';

/** Means of both versions. No verdict: that takes the same cases on both sides, which Compare Runs looks for. */
export function metricTable(diff: PromptDiff, metrics: readonly MetricOfBoth[]): HTMLElement {
	return element(
		'section',
		{ 'aria-labelledby': 'metrics-heading' },
		element('h2', { id: 'metrics-heading' }, localize('Recorded metrics')),
		...(metrics.length === 0
			? [element('p', { class: 'empty' }, localize('Neither version has a recorded run.'))]
			: [
					element(
						'table',
						{ class: 'metrics', 'aria-labelledby': 'metrics-heading' },
						element(
							'thead',
							{},
							element(
								'tr',
								{},
								element('th', { scope: 'col' }, localize('Metric')),
								element('th', { scope: 'col', class: 'number' }, diff.before.version ?? diff.before.label),
								element('th', { scope: 'col', class: 'number' }, diff.after.version ?? diff.after.label),
								element('th', { scope: 'col', class: 'number' }, localize('Difference')),
							),
						),
						element('tbody', {}, ...metrics.map(metricRow)),
					),
					element(
						'p',
						{ class: 'footnote' },
						localize('Means over all recorded runs of each version; compare the runs for intervals and a verdict.'),
					),
				]),
	);
}

function metricRow({ name, before, after }: MetricOfBoth): HTMLElement {
	const value = (mean: number | undefined): string => (mean === undefined ? localize('not recorded') : formatMetric(name, mean));
	return element(
		'tr',
		{},
		element('th', { scope: 'row' }, name),
		element('td', { class: 'number' }, value(before)),
		element('td', { class: 'number' }, value(after)),
		element('td', { class: 'number' }, before === undefined || after === undefined ? notAvailable : formatDelta(name, after - before)),
	);
}
