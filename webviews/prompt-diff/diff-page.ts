import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { PromptDiff } from '../../core/formats/prompt/diff/prompt-diff.ts';
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
export function diffPage({ diff, metrics, post }: DiffPageInput): TemplateResult {
	const inputs = { id: 'inputs', heading: localize('Inputs'), diff, changes: diff.inputs };
	const parameters = {
		id: 'parameters',
		heading: localize('Model, parameters and output'),
		diff,
		changes: [diff.model, ...diff.parameters, diff.output].filter(change => change !== undefined),
	};
	return html`${header(diff)} ${toolbar(diff, post)} ${bumpBanner(diff)} ${messageColumns(diff)}
		<div class="columns">${valueTable(inputs)} ${valueTable(parameters)}</div>
		${metricTable(diff, metrics)}`;
}

function header({ before, after }: PromptDiff): TemplateResult {
	const title =
		before.name === after.name ? `${after.name}: ${versionOf(before)} → ${versionOf(after)}` : `${before.label} → ${after.label}`;
	const delta = after.estimatedTokenCount - before.estimatedTokenCount;
	const sign = delta > 0 ? '+' : delta < 0 ? '−' : '±';
	return html`<header>
		<h1>${title}</h1>
		<ul class="chips" aria-label=${localize('Size')}>
			<li title=${localize('Estimated from characters and words, without the tokenizer of a model.')}>
				${localize('~{0} → ~{1} tokens ({2})', before.estimatedTokenCount, after.estimatedTokenCount, `${sign}${Math.abs(delta)}`)}
			</li>
			<li title=${before.contentHash}>${before.path} <code>${before.contentHash.slice(0, 8)}</code></li>
			<li title=${after.contentHash}>${after.path} <code>${after.contentHash.slice(0, 8)}</code></li>
		</ul>
	</header>`;
}

function versionOf({ version, label }: PromptDiff['before']): string {
	return version ?? label;
}

function toolbar({ before, after }: PromptDiff, post: DiffPageInput['post']): TemplateResult {
	return html`<div class="toolbar" role="toolbar" aria-label=${localize('Prompt diff')}>
		${button(localize('Swap sides'), { key: 'swap' }, () => post({ kind: 'swap' }))}
		<span class="grow"></span>
		${button(localize('Open {0}', versionOf(before)), { key: 'open-before', title: before.path }, () =>
			post({ kind: 'open-file', side: 'before' }),
		)}
		${button(localize('Open {0}', versionOf(after)), { key: 'open-after', title: after.path }, () =>
			post({ kind: 'open-file', side: 'after' }),
		)}
		${button(localize('Open text diff'), { key: 'open-text-diff', isPrimary: true }, () => post({ kind: 'open-text-diff' }))}
	</div>`;
}
