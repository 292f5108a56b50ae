import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import { icon } from '../shared/icon.ts';
import type { IconName } from '../shared/icon.ts';
import { gateOutcomeWord } from '../shared/gate-outcome-word.ts';
import { localize } from '../shared/localize.ts';
import { button } from '../shared/toolkit-controls.ts';
import type { GatesState } from './protocol.ts';
import type { PromotionView } from './view.ts';

/** What each gate saw, what it asks for, and on what it decided; or how far the gates are. */
export function gatesSection(view: PromotionView): TemplateResult {
	return html`<section aria-labelledby="gates-heading">
		<div class="heading-row">
			<h2 id="gates-heading">${localize('Gates')}</h2>
			${view.overview.arrival === undefined ? gateButton(view) : nothing}
		</div>
		${content(view)}
	</section>`;
}

function gateButton({ gates, post }: PromotionView): TemplateResult {
	return gates.kind === 'running'
		? button(localize('Cancel'), { key: 'gates' }, () => post({ kind: 'cancel-gates' }))
		: button(localize('Run again'), { key: 'gates' }, () => post({ kind: 'run-gates' }));
}

function content(view: PromotionView): TemplateResult {
	const { gates, overview } = view;
	switch (gates.kind) {
		case 'running':
			return progress(gates);
		case 'stopped':
			return html`<p class="empty">${localize('The gates were stopped. Run them again to get a result.')}</p>`;
		case 'done':
			if (gates.gates.length > 0) return table(gates.gates, view);
			return html`<p class="empty">
				${
					overview.arrival === undefined
						? localize('stagemark.yaml requires no gates for {0}.', overview.to)
						: localize('The move recorded no gates.')
				}
			</p>`;
	}
}

function progress({ label, doneCount, totalCount }: Extract<GatesState, { kind: 'running' }>): TemplateResult {
	const words =
		label === undefined ? localize('Preparing the gates…') : localize('Gate {0} of {1}: {2}', doneCount + 1, totalCount, label);
	const isCounted = totalCount > 0;
	return html`<p class="running" role="status">${words}</p>
		<div
			class="progress"
			role="progressbar"
			aria-label=${localize('Gates')}
			aria-valuemin=${isCounted ? 0 : nothing}
			aria-valuemax=${isCounted ? totalCount : nothing}
			aria-valuenow=${isCounted ? doneCount : nothing}
		></div>`;
}

function table(gates: readonly GateOutcome[], view: PromotionView): TemplateResult {
	return html`<div class="table-frame">
		<table class="gates" aria-labelledby="gates-heading">
			<thead>
				<tr>
					<th scope="col">${localize('Outcome')}</th>
					<th scope="col">${localize('Gate')}</th>
					<th scope="col" class="number">${localize('Observed')}</th>
					<th scope="col">${localize('Required')}</th>
					<th scope="col">${localize('Evidence')}</th>
				</tr>
			</thead>
			<tbody>
				${gates.map(gate => gateRow(gate, view))}
			</tbody>
		</table>
	</div>`;
}

const marks: Readonly<Record<GateOutcome['outcome'], IconName>> = {
	passed: 'better',
	failed: 'worse',
	inconclusive: 'unsure',
	skipped: 'same',
};

function gateRow(gate: GateOutcome, view: PromotionView): TemplateResult {
	const { outcome, observed, threshold } = gate;
	return html`<tr class="gate gate-${outcome}">
		<td class="outcome">${icon(marks[outcome])} ${gateOutcomeWord(outcome)}</td>
		<th scope="row">${gate.gate}</th>
		<td class="number">${observed === undefined ? '' : String(observed).split('\n')[0]}</td>
		<td>${threshold ?? ''}</td>
		<td class="evidence">${evidence(gate, view)}</td>
	</tr>`;
}

/** What it was decided on, and below it why. */
function evidence({ detail, evidence: basis }: GateOutcome, view: PromotionView): TemplateResult {
	const source = basis === undefined ? undefined : sourceOf(basis, view);
	return html`${source === undefined ? nothing : html`<div class="source">${source}</div>`}
	${detail === undefined ? nothing : html`<div class="detail">${detail}</div>`}`;
}

function sourceOf({ experiment, runs = [] }: NonNullable<GateOutcome['evidence']>, { post }: PromotionView): TemplateResult | undefined {
	const words = runs.length === 1 ? localize('1 run') : localize('{0} runs', runs.length);
	const count = runs.length === 0 ? undefined : html`<span title=${runs.join('\n')}>${words}</span>`;
	if (experiment === undefined) return count;
	const show = (): void => post({ kind: 'show-evidence', experiment });
	const link = html`<button type="button" class="link" @click=${show}>${experiment}</button>`;
	return count === undefined ? link : html`${link} · ${count}`;
}
