import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { parseMoment } from '../../core/formats/registry/parse-moment.ts';

/** A moment as everybody reads the same, `2025-01-31 14:02 UTC`; text that is none stays as the file has it. */
export function moment(text: string): TemplateResult {
	const read = parseMoment(text);
	if (read === undefined) return html`<span>${text}</span>`;
	return html`<time datetime=${read} title=${read}>${read.slice(0, 10)} ${read.slice(11, 16)} UTC</time>`;
}
