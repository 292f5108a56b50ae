import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { personName } from '../../core/formats/registry/person.ts';

/** The name of a person; their address shows on hover, because that is what tells people apart. */
export function person(text: string): TemplateResult {
	return html`<span class="person" title=${text}>${personName(text)}</span>`;
}
