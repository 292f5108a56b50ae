import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { PromotionPreview } from '../../core/use-cases/review/promotion-overview.ts';
import type { Transition } from '../../core/formats/registry/registry-file.ts';
import { localize } from '../shared/localize.ts';
import type { PromotionView } from './view.ts';

/** The lines of the commit before it is made; for a move that was made, where it stands. */
export function writtenSection({ overview, post }: PromotionView): TemplateResult | typeof nothing {
	const { preview, arrival } = overview;
	if (preview === undefined && arrival === undefined) return nothing;
	const heading = preview === undefined ? localize('What was written') : localize('What will be written');
	const rows = preview === undefined ? recordedRows(arrival) : previewRows(preview);
	const open = (): void => post({ kind: 'open-registry' });
	return html`<section aria-labelledby="written-heading">
		<h2 id="written-heading">${heading}</h2>
		<dl class="written">
			${rows.map(
				([name, value]) =>
					html`<dt>${name}</dt>
						<dd>${value}</dd>`,
			)}
		</dl>
		<p class="footnote">
			<button type="button" class="link" data-key="open-registry" @click=${open}>${localize('Open the registry file')}</button>
		</p>
	</section>`;
}

type Row = readonly [name: string, value: string | TemplateResult | readonly TemplateResult[]];

function previewRows({ path, transitions, subject, tag }: PromotionPreview): readonly Row[] {
	const count = transitions.length;
	return [
		[localize('file'), path],
		[count === 1 ? localize('1 transition') : localize('{0} transitions', count), transitions.map(moveLine)],
		[localize('commit'), subject ?? localize('nothing is committed')],
		...(tag === undefined ? [] : [[localize('tag'), tag] as const]),
	];
}

function recordedRows(arrival: Transition | undefined): readonly Row[] {
	if (arrival === undefined) return [];
	return [
		[localize('transition'), moveLine(arrival)],
		[localize('content'), arrival.prompt_sha256 ?? localize('not recorded')],
		[localize('digest'), arrival.digest],
	];
}

function moveLine({ version, from, to }: Transition): TemplateResult {
	return html`<div class="move">${version}${'  '}${from} → <ins>${to}</ins></div>`;
}
