import { parseMoment } from '../../core/formats/registry/parse-moment.ts';
import { personName } from '../../core/formats/registry/person.ts';
import { stagesAt } from '../../core/formats/registry/stages-at.ts';
import type { HeldStage } from '../../core/formats/registry/stages-at.ts';
import { element } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { button } from '../shared/toolkit-controls.ts';
import { evidenceLinks, moveMarks } from './entry-row.ts';
import type { TimelinePageInput } from './view.ts';

/** Later than every moment that a file can hold. */
const endOfTime = '9999-12-31T23:59:59Z';

/** What each stage held at the chosen date, who put it there and on which evidence. Without a date, what it holds now. */
export function momentSection(page: TimelinePageInput): HTMLElement {
	const { registry, held, view } = page;
	const at = view.date === '' ? undefined : parseMoment(view.date);
	const state = stagesAt(registry, at ?? endOfTime, held);
	const aliases = [...state.aliases].map(([alias, version]) => `${registry.name}@${alias} ${version}`);
	return element(
		'section',
		{ 'aria-labelledby': 'moment-heading' },
		element(
			'h2',
			{ id: 'moment-heading' },
			at === undefined ? localize('Stages now') : localize('Stages at {0}, its first second in UTC', view.date),
		),
		dateField(page),
		element('ul', { class: 'stages' }, ...held.toReversed().map(stage => stageCard(stage, state.stages.get(stage), page))),
		aliases.length > 0 && element('p', { class: 'footnote' }, localize('Aliases: {0}', aliases.join(', '))),
		at !== undefined &&
			state.next !== undefined &&
			element(
				'p',
				{ class: 'footnote' },
				localize('Within a day after that: {0} {1}, ', state.next.version, `${state.next.from} → ${state.next.to}`),
				moment(state.next.at),
			),
		...state.skewed.map(position =>
			element(
				'p',
				{ class: 'footnote' },
				localize(
					'Transition {0} has an earlier time than the one before it, so a clock was wrong. The order of the chain counts.',
					position + 1,
				),
			),
		),
	);
}

function dateField({ view, update }: TimelinePageInput): HTMLElement {
	const input = element('input', { type: 'date', id: 'date', 'data-key': 'date', value: view.date, max: '9999-12-31' });
	input.addEventListener('change', () => update({ date: input.value }));
	return element(
		'div',
		{ class: 'field date-field' },
		element('label', { class: 'field-label', for: 'date' }, localize('At the date')),
		input,
		view.date !== '' && button(localize('Now'), { key: 'now' }, () => update({ date: '' })),
	);
}

function stageCard(stage: string, holder: HeldStage | undefined, page: TimelinePageInput): HTMLElement {
	if (holder === undefined) {
		return element(
			'li',
			{ class: 'stage stage-empty' },
			element('span', { class: 'stage-name' }, stage),
			element('span', { class: 'dim' }, localize('no version')),
		);
	}
	const { version, since, transition } = holder;
	return element(
		'li',
		{ class: 'stage' },
		element('span', { class: 'stage-name' }, stage),
		element('strong', { class: 'stage-version' }, version),
		...moveMarks(transition),
		element('span', { class: 'dim' }, localize('since'), ' ', moment(since), ' · ', personName(transition.by)),
		...evidenceLinks(transition, page, `moment-${stage}`),
	);
}
