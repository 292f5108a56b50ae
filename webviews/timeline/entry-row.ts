import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { gateInWords } from '../../core/judging/gates/gate-words.ts';
import { evidenceRunIds } from '../../core/formats/registry/evidence-runs.ts';
import { personName } from '../../core/formats/registry/person.ts';
import type { Transition } from '../../core/formats/registry/registry-file.ts';
import type { TimelineEntry } from '../../core/formats/registry/timeline.ts';
import { gateOutcomeWord } from '../shared/gate-outcome-word.ts';
import { localize } from '../shared/localize.ts';
import { icon } from '../shared/icon.ts';
import { moment } from '../shared/moment.ts';
import { person } from '../shared/person.ts';
import { entryWords } from './entry-words.ts';
import { laneCells } from './lane-cells.ts';
import { brokenFrom, problemsOf } from './view.ts';
import type { TimelinePageInput } from './view.ts';

/** One entry: the stages as it left them, when, what, who, why, on which evidence, and whether it verifies. */
export function entryRow(entry: TimelineEntry, page: TimelinePageInput): TemplateResult {
	const problems = problemsOf(entry, page);
	const broken = brokenFrom(page);
	const isInDoubt = broken !== undefined && entry.transition !== undefined && entry.transition.position >= broken;
	const tone = problems.length > 0 || isInDoubt ? ' entry-broken' : entry.transition?.value.override === true ? ' entry-override' : '';
	return html`<tr class="entry entry-${entry.kind}${tone}">
		${laneCells(entry)}
		<td class="when">${moment(entry.at)}</td>
		<td class="what">${whatHappened(entry, page)}</td>
		<td class="who">${person(entry.by)}</td>
		<td class="why">
			${entry.reason === '' ? nothing : html`<div class="reason">${entry.reason}</div>`}
			${entry.transition === undefined ? nothing : basis(entry.transition.value, entry, page)} ${problems.map(problemLine)}
			${isInDoubt && problems.length === 0 ? problemLine(localize('Not trusted: the chain is broken before this entry.')) : nothing}
		</td>
	</tr>`;
}

function problemLine(words: string): TemplateResult {
	return html`<p class="problem">${icon('refused')} ${words}</p>`;
}

function whatHappened(entry: TimelineEntry, { post }: TimelinePageInput): TemplateResult {
	const { version, to, transition } = entry;
	const words = entryWords(entry);
	const marks = moveMarks(transition?.value);
	if (entry.kind === 'alias') return html`${words}${marks}`;
	const show = (): void => post({ kind: 'show-promotion', version, to });
	return html`<button type="button" class="link" data-key="entry-${entry.id}" @click=${show}>${words}</button>${marks}`;
}

/** What makes a move an exception. Words, not colour alone. */
export function moveMarks(move: Transition | undefined): TemplateResult {
	return html`${move?.override === true ? html` <span class="mark mark-override">${icon('warning')} ${localize('override')}</span>` : nothing}
	${move?.rollback === true ? html` <span class="mark">${localize('rollback')}</span>` : nothing}
	${move?.replayed_from === undefined ? nothing : html` <span class="mark" title=${move.replayed_from}>${localize('merged')}</span>`}`;
}

/** Ways to what a move rests on: the comparison of its experiment, and the experiment itself. */
export function evidenceLinks(move: Transition, { post }: Pick<TimelinePageInput, 'post'>, key: string): TemplateResult {
	const { experiment } = move;
	const runs = evidenceRunIds(move);
	const count = runs.length === 1 ? localize('1 run') : localize('{0} runs', runs.length);
	if (experiment === undefined) return html`<span class="dim">${runs.length === 0 ? localize('no evidence') : count}</span>`;
	const compare = (): void => post({ kind: 'show-evidence', experiment });
	const open = (): void => post({ kind: 'open-experiment', experiment });
	return html`<span>
		<button type="button" class="link" data-key="${key}-compare" title=${runs.join('\n')} @click=${compare}>
			${experiment} · ${count}
		</button>
		·
		<button type="button" class="link" data-key="${key}-open" @click=${open}>${localize('open experiment')}</button>
	</span>`;
}

function basis(move: Transition, entry: TimelineEntry, page: TimelinePageInput): TemplateResult | typeof nothing {
	if (entry.kind === 'alias') return nothing;
	// Nobody asks on what evidence something went to the archive.
	const isSilent = move.experiment === undefined && move.runs === undefined && !page.held.includes(move.to);
	return html`${isSilent ? nothing : html`<div>${evidenceLinks(move, page, entry.id)}</div>`}${details(move, entry, page)}`;
}

/** Folded, because most readers want to know why, and few with which digest. */
function details(move: Transition, { id }: TimelineEntry, { view, update }: TimelinePageInput): TemplateResult {
	const keep = ({ currentTarget: { open } }: Event & { readonly currentTarget: HTMLDetailsElement }): void => {
		if (open === view.open.includes(id)) return;
		update({ open: open ? [...view.open, id] : view.open.filter(other => other !== id) });
	};
	return html`<details .open=${view.open.includes(id)} @toggle=${keep}>
		<summary data-key="details-${id}">${contentsOf(move)}</summary>
		<ul>
			${recordedLines(move).map(line => html`<li>${line}</li>`)}
		</ul>
	</details>`;
}
function contentsOf({ gates = [], approvals = [] }: Transition): string {
	return [
		...(gates.length === 0 ? [] : [gates.length === 1 ? localize('1 gate') : localize('{0} gates', gates.length)]),
		...(approvals.length === 0 ? [] : [approvals.length === 1 ? localize('1 approval') : localize('{0} approvals', approvals.length)]),
		localize('digest'),
	].join(', ');
}

function recordedLines({ approvals = [], gates = [], prompt_sha256: content, digest }: Transition): readonly string[] {
	return [
		...approvals.map(({ by, comment }) =>
			comment === undefined
				? localize('approved by {0}', personName(by))
				: localize('approved by {0}: “{1}”', personName(by), comment),
		),
		...gates.map(gate => gateInWords({ ...gate, outcome: gateOutcomeWord(gate.outcome) })),
		...(content === undefined ? [] : [localize('content {0}', content)]),
		localize('digest {0}', digest),
	];
}
