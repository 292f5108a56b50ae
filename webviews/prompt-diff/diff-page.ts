import type { PromptDiff } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { element } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';
import { button } from '../shared/toolkit-controls.ts';
import { bumpBanner } from './bump-banner.ts';
import { messageColumns } from './message-columns.ts';
import { metricTable } from './metric-table.ts';
import type { MetricOfBoth, PromptDiffPanelMessage } from './protocol.ts';
import { valueTable } from './value-table.ts';

export interface DiffPageInput {
	readonly diff: PromptDiff;
	readonly metrics: readonly MetricOfBoth[];
	readonly post: (message: PromptDiffPanelMessage) => void;
}

/** Everything between two versions, from what it means for the version number down to the single value. */
export function diffPage({ diff, metrics, post }: DiffPageInput): HTMLElement {
	return element(
		'main',
		{ class: 'page prompt-diff' },
		header(diff),
		toolbar(diff, post),
		bumpBanner(diff),
		messageColumns(diff),
		element(
			'div',
			{ class: 'columns' },
			valueTable({ id: 'inputs', heading: localize('Inputs'), diff, changes: diff.inputs }),
			valueTable({
				id: 'parameters',
				heading: localize('Model, parameters and output'),
				diff,
				changes: [diff.model, ...diff.parameters, diff.output].filter(change => change !== undefined),
			}),
		),
		metricTable(diff, metrics),
	);
}

function header({ before, after }: PromptDiff): HTMLElement {
	const title =
		before.name === after.name ? `${after.name}: ${versionOf(before)} → ${versionOf(after)}` : `${before.label} → ${after.label}`;
	const delta = after.estimatedTokenCount - before.estimatedTokenCount;
	const sign = delta > 0 ? '+' : delta < 0 ? '−' : '±';
	return element(
		'header',
		{},
		element('h1', {}, title),
		element(
			'ul',
			{ class: 'chips', 'aria-label': localize('Size') },
			element(
				'li',
				{ title: localize('Estimated from characters and words, without the tokenizer of a model.') },
				localize('~{0} → ~{1} tokens ({2})', before.estimatedTokenCount, after.estimatedTokenCount, `${sign}${Math.abs(delta)}`),
			),
			element('li', { title: before.contentHash }, before.path, ' ', element('code', {}, before.contentHash.slice(0, 8))),
			element('li', { title: after.contentHash }, after.path, ' ', element('code', {}, after.contentHash.slice(0, 8))),
		),
	);
}

function versionOf({ version, label }: PromptDiff['before']): string {
	return version ?? label;
}

function toolbar({ before, after }: PromptDiff, post: DiffPageInput['post']): HTMLElement {
	return element(
		'div',
		{ class: 'toolbar', role: 'toolbar', 'aria-label': localize('Prompt diff') },
		button(localize('Swap sides'), { key: 'swap' }, () => post({ kind: 'swap' })),
		element('span', { class: 'grow' }),
		button(localize('Open {0}', versionOf(before)), { key: 'open-before', title: before.path }, () =>
			post({ kind: 'open-file', side: 'before' }),
		),
		button(localize('Open {0}', versionOf(after)), { key: 'open-after', title: after.path }, () =>
			post({ kind: 'open-file', side: 'after' }),
		),
		button(localize('Open text diff'), { key: 'open-text-diff', isPrimary: true }, () => post({ kind: 'open-text-diff' })),
	);
}
