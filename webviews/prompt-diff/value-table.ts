import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { PromptDiff, ValueChange } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { localize } from '../shared/localize.ts';

interface ValueTableInput {
	/** Unique in the page. */
	readonly id: string;
	readonly heading: string;
	readonly diff: PromptDiff;
	readonly changes: readonly ValueChange[];
}

/** Declared values that differ, as they stand in the files. */
export function valueTable({ id, heading, diff, changes }: ValueTableInput): TemplateResult {
	const headingId = `${id}-heading`;
	return html`<section aria-labelledby=${headingId}>
		<h2 id=${headingId}>${heading}</h2>
		${
			changes.length === 0
				? html`<p class="empty">${localize('Nothing differs.')}</p>`
				: html`<table class="values" aria-labelledby=${headingId}>
						<thead>
							<tr>
								<th scope="col">${localize('Name')}</th>
								<th scope="col">${diff.before.version ?? diff.before.label}</th>
								<th scope="col">${diff.after.version ?? diff.after.label}</th>
							</tr>
						</thead>
						<tbody>
							${changes.map(valueRow)}
						</tbody>
					</table>`
		}
	</section>`;
}

function valueRow({ name, before, after }: ValueChange): TemplateResult {
	return html`<tr>
		<th scope="row"><code>${name}</code></th>
		<td>${before === undefined ? absent() : html`<del>${before}</del>`}</td>
		<td>${after === undefined ? absent() : html`<ins>${after}</ins>`}</td>
	</tr>`;
}

function absent(): TemplateResult {
	return html`<span class="dim">${localize('absent')}</span>`;
}
