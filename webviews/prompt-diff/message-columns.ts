import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { MessageDiff, PromptDiff, TextChange } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { localize } from '../shared/localize.ts';

/** The messages of both versions side by side, one row per role, changed words marked. */
export function messageColumns(diff: PromptDiff): TemplateResult {
	return html`<section aria-labelledby="messages-heading">
		<h2 id="messages-heading">${localize('Messages')}</h2>
		${
			diff.messages.length === 0
				? html`<p class="empty">${localize('Neither version has a message.')}</p>`
				: // Another diff folds its messages anew; the same one leaves them as the reader has them.
					keyed(
						`${diff.before.contentHash} ${diff.after.contentHash}`,
						html`${diff.messages.map(message => messageRow(message, diff))}`,
					)
		}
	</section>`;
}

function messageRow(message: MessageDiff, { before, after }: PromptDiff): TemplateResult {
	const { status, role, changes } = message;
	const left = status === 'added' ? undefined : changes.filter(change => change.kind !== 'added');
	const right = status === 'removed' ? undefined : changes.filter(change => change.kind !== 'removed');
	return html`<details class="message message-${status}" ?open=${status !== 'same'}>
		<summary><span class="role">${role}</span><span class="badge">${statusWord(status)}</span></summary>
		<div class="sides">${side(before.version ?? before.label, left)} ${side(after.version ?? after.label, right)}</div>
	</details>`;
}

function side(name: string, changes: readonly TextChange[] | undefined): TemplateResult {
	return html`<div class="side" role="group" aria-label=${name}>
		<div class="side-name">${name}</div>
		${
			changes === undefined
				? html`<p class="empty">${localize('This version does not have the message.')}</p>`
				: html`<pre class="text">${changes.map(changeText)}</pre>`
		}
	</div>`;
}

function changeText({ kind, text }: TextChange): TemplateResult | string {
	switch (kind) {
		case 'same':
			return text;
		case 'added':
			return html`<ins>${text}</ins>`;
		case 'removed':
			return html`<del>${text}</del>`;
	}
}

function statusWord(status: MessageDiff['status']): string {
	switch (status) {
		case 'same':
			return localize('unchanged');
		case 'changed':
			return localize('changed');
		case 'added':
			return localize('added');
		case 'removed':
			return localize('removed');
	}
}
