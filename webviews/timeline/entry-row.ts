import { gateInWords } from '../../core/judging/gates/gate-words.ts';
import { personName } from '../../core/formats/registry/person.ts';
import type { Transition } from '../../core/formats/registry/registry-file.ts';
import type { TimelineEntry } from '../../core/formats/registry/timeline.ts';
import { element } from '../shared/element.ts';
import type { Child } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { person } from '../shared/person.ts';
import { entryWords } from './entry-words.ts';
import { laneCells } from './lane-cells.ts';
import { brokenFrom, problemsOf } from './view.ts';
import type { TimelinePageInput } from './view.ts';

/** One entry: the stages as it left them, when, what, who, why, on which evidence, and whether it verifies. */
export function entryRow(entry: TimelineEntry, page: TimelinePageInput): HTMLElement {
	const problems = problemsOf(entry, page);
	const broken = brokenFrom(page);
	const isInDoubt = broken !== undefined && entry.transition !== undefined && entry.transition.position >= broken;
	const tone = problems.length > 0 || isInDoubt ? ' entry-broken' : entry.transition?.value.override === true ? ' entry-override' : '';
	return element(
		'tr',
		{ class: `entry entry-${entry.kind}${tone}` },
		...laneCells(entry),
		element('td', { class: 'when' }, moment(entry.at)),
		element('td', { class: 'what' }, ...whatHappened(entry, page)),
		element('td', { class: 'who' }, person(entry.by)),
		element(
			'td',
			{ class: 'why' },
			entry.reason !== '' && element('div', { class: 'reason' }, entry.reason),
			...(entry.transition === undefined ? [] : basis(entry.transition.value, entry, page)),
			...problems.map(problem => element('p', { class: 'problem' }, icon('refused'), ' ', problem)),
			isInDoubt &&
				problems.length === 0 &&
				element('p', { class: 'problem' }, icon('refused'), ' ', localize('Not trusted: the chain is broken before this entry.')),
		),
	);
}

function whatHappened(entry: TimelineEntry, { post }: TimelinePageInput): readonly Child[] {
	const { version, to, transition } = entry;
	const words = entryWords(entry);
	// The space is for those who listen.
	const marks = moveMarks(transition?.value).flatMap(mark => [' ', mark]);
	if (entry.kind === 'alias') return [words, ...marks];
	const link = element('button', { type: 'button', class: 'link', 'data-key': `entry-${entry.id}` }, words);
	link.addEventListener('click', () => post({ kind: 'show-promotion', version, to }));
	return [link, ...marks];
}

/** What makes a move an exception. Words, not colour alone. */
export function moveMarks(move: Transition | undefined): readonly HTMLElement[] {
	return [
		...(move?.override === true ? [element('span', { class: 'mark mark-override' }, icon('warning'), ' ', localize('override'))] : []),
		...(move?.rollback === true ? [element('span', { class: 'mark' }, localize('rollback'))] : []),
		...(move?.replayed_from === undefined ? [] : [element('span', { class: 'mark', title: move.replayed_from }, localize('merged'))]),
	];
}

/** Ways to what a move rests on: the comparison of its experiment, and the experiment itself. */
export function evidenceLinks(
	{ experiment, runs = [] }: Transition,
	{ post }: Pick<TimelinePageInput, 'post'>,
	key: string,
): readonly HTMLElement[] {
	const count = runs.length === 1 ? localize('1 run') : localize('{0} runs', runs.length);
	if (experiment === undefined) return [element('span', { class: 'dim' }, runs.length === 0 ? localize('no evidence') : count)];
	const compare = element(
		'button',
		{ type: 'button', class: 'link', 'data-key': `${key}-compare`, title: runs.join('\n') },
		`${experiment} · ${count}`,
	);
	compare.addEventListener('click', () => post({ kind: 'show-evidence', experiment }));
	const open = element('button', { type: 'button', class: 'link', 'data-key': `${key}-open` }, localize('open experiment'));
	open.addEventListener('click', () => post({ kind: 'open-experiment', experiment }));
	return [element('span', {}, compare, ' · ', open)];
}

function basis(move: Transition, entry: TimelineEntry, page: TimelinePageInput): readonly HTMLElement[] {
	if (entry.kind === 'alias') return [];
	// Nobody asks on what evidence something went to the archive.
	const isSilent = move.experiment === undefined && move.runs === undefined && !page.held.includes(move.to);
	const links = isSilent ? [] : evidenceLinks(move, page, entry.id).map(link => element('div', {}, link));
	return [...links, details(move, entry, page)];
}

/** Folded, because most readers want to know why, and few with which digest. */
function details(move: Transition, { id }: TimelineEntry, { view, update }: TimelinePageInput): HTMLElement {
	const summary = element('summary', { 'data-key': `details-${id}` }, contentsOf(move));
	const lines = recordedLines(move).map(line => element('li', {}, line));
	const folded = element('details', { open: view.open.includes(id) }, summary, element('ul', {}, ...lines));
	folded.addEventListener('toggle', () => {
		const others = view.open.filter(other => other !== id);
		update({ open: folded.open ? [...others, id] : others }, true);
	});
	return folded;
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
		...gates.map(gateInWords),
		...(content === undefined ? [] : [localize('content {0}', content)]),
		localize('digest {0}', digest),
	];
}
