import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';
import { element } from '../shared/element.ts';
import type { Child } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import type { IconName } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { button } from '../shared/toolkit-controls.ts';
import type { GatesState } from './protocol.ts';
import type { PromotionView } from './view.ts';

/** What each gate saw, what it asks for, and on what it decided; or how far the gates are. */
export function gatesSection(view: PromotionView): HTMLElement {
	return element(
		'section',
		{ 'aria-labelledby': 'gates-heading' },
		element(
			'div',
			{ class: 'heading-row' },
			element('h2', { id: 'gates-heading' }, localize('Gates')),
			view.overview.arrival === undefined && gateButton(view),
		),
		...content(view),
	);
}

function gateButton({ gates, post }: PromotionView): HTMLElement {
	return gates.kind === 'running'
		? button(localize('Cancel'), { key: 'gates' }, () => post({ kind: 'cancel-gates' }))
		: button(localize('Run again'), { key: 'gates' }, () => post({ kind: 'run-gates' }));
}

function content(view: PromotionView): readonly HTMLElement[] {
	const { gates, overview } = view;
	switch (gates.kind) {
		case 'running':
			return progress(gates);
		case 'stopped':
			return [element('p', { class: 'empty' }, localize('The gates were stopped. Run them again to get a result.'))];
		case 'done':
			if (gates.gates.length > 0) return [table(gates.gates, view)];
			return [
				element(
					'p',
					{ class: 'empty' },
					overview.arrival === undefined
						? localize('stagemark.yaml requires no gates for {0}.', overview.to)
						: localize('The move recorded no gates.'),
				),
			];
	}
}

function progress({ label, doneCount, totalCount }: Extract<GatesState, { kind: 'running' }>): readonly HTMLElement[] {
	const words =
		label === undefined ? localize('Preparing the gates…') : localize('Gate {0} of {1}: {2}', doneCount + 1, totalCount, label);
	const range = totalCount === 0 ? {} : { 'aria-valuemin': 0, 'aria-valuemax': totalCount, 'aria-valuenow': doneCount };
	return [
		element('p', { class: 'running', role: 'status' }, words),
		element('div', { class: 'progress', role: 'progressbar', 'aria-label': localize('Gates'), ...range }),
	];
}

function table(gates: readonly GateOutcome[], view: PromotionView): HTMLElement {
	const titles = [localize('Outcome'), localize('Gate'), localize('Observed'), localize('Required'), localize('Evidence')];
	return element(
		'div',
		{ class: 'table-frame' },
		element(
			'table',
			{ class: 'gates', 'aria-labelledby': 'gates-heading' },
			element(
				'thead',
				{},
				element(
					'tr',
					{},
					...titles.map((title, column) => element('th', { scope: 'col', class: column === 2 && 'number' }, title)),
				),
			),
			element('tbody', {}, ...gates.map(gate => gateRow(gate, view))),
		),
	);
}

const marks: Readonly<Record<GateOutcome['outcome'], IconName>> = {
	passed: 'better',
	failed: 'worse',
	inconclusive: 'unsure',
	skipped: 'same',
};

function gateRow(gate: GateOutcome, view: PromotionView): HTMLElement {
	const { outcome, observed, threshold } = gate;
	return element(
		'tr',
		{ class: `gate gate-${outcome}` },
		element('td', { class: 'outcome' }, icon(marks[outcome]), ' ', outcomeWord(outcome)),
		element('th', { scope: 'row' }, gate.gate),
		element('td', { class: 'number' }, observed === undefined ? '' : String(observed).split('\n')[0]),
		element('td', {}, threshold ?? ''),
		element('td', { class: 'evidence' }, ...evidence(gate, view)),
	);
}

function outcomeWord(outcome: GateOutcome['outcome']): string {
	switch (outcome) {
		case 'passed':
			return localize('passed');
		case 'failed':
			return localize('failed');
		case 'inconclusive':
			return localize('inconclusive');
		case 'skipped':
			return localize('skipped');
	}
}

/** What it was decided on, and below it why. */
function evidence({ detail, evidence: basis }: GateOutcome, view: PromotionView): readonly Child[] {
	const source = basis === undefined ? [] : sourceOf(basis, view);
	return [
		source.length > 0 && element('div', { class: 'source' }, ...source),
		detail !== undefined && element('div', { class: 'detail' }, detail),
	];
}

function sourceOf({ experiment, runs = [] }: NonNullable<GateOutcome['evidence']>, { post }: PromotionView): readonly Child[] {
	const words = runs.length === 1 ? localize('1 run') : localize('{0} runs', runs.length);
	const count = runs.length === 0 ? [] : [element('span', { title: runs.join('\n') }, words)];
	if (experiment === undefined) return count;
	const link = element('button', { type: 'button', class: 'link' }, experiment);
	link.addEventListener('click', () => post({ kind: 'show-evidence', experiment }));
	return [link, ...(count.length === 0 ? [] : [' · ']), ...count];
}
