import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { parseMoment } from '../../core/formats/registry/parse-moment.ts';
import { personName } from '../../core/formats/registry/person.ts';
import { stagesAt } from '../../core/formats/registry/stages-at.ts';
import type { HeldStage } from '../../core/formats/registry/stages-at.ts';
import { localize } from '../shared/localize.ts';
import { moment } from '../shared/moment.ts';
import { button } from '../shared/toolkit-controls.ts';
import { evidenceLinks, moveMarks } from './entry-row.ts';
import type { TimelinePageInput } from './view.ts';

/** Later than every moment that a file can hold. */
const endOfTime = '9999-12-31T23:59:59Z';

/** What each stage held at the chosen date, who put it there and on which evidence. Without a date, what it holds now. */
export function momentSection(page: TimelinePageInput): TemplateResult {
	const { registry, held, view } = page;
	const at = view.date === '' ? undefined : parseMoment(view.date);
	const state = stagesAt(registry, at ?? endOfTime, held);
	const aliases = [...state.aliases].map(([alias, version]) => `${registry.name}@${alias} ${version}`);
	return html`<section aria-labelledby="moment-heading">
		<h2 id="moment-heading">
			${at === undefined ? localize('Stages now') : localize('Stages at {0}, its first second in UTC', view.date)}
		</h2>
		${dateField(page)}
		<ul class="stages">
			${held.toReversed().map(stage => stageCard(stage, state.stages.get(stage), page))}
		</ul>
		${aliases.length > 0 ? html`<p class="footnote">${localize('Aliases: {0}', aliases.join(', '))}</p>` : nothing}
		${
			at !== undefined && state.next !== undefined
				? html`<p class="footnote">
						${localize('Within a day after that: {0} {1}, ', state.next.version, `${state.next.from} → ${state.next.to}`)}${moment(
							state.next.at,
						)}
					</p>`
				: nothing
		}
		${state.skewed.map(
			position =>
				html`<p class="footnote">
					${localize(
						'Transition {0} has an earlier time than the one before it, so a clock was wrong. The order of the chain counts.',
						position + 1,
					)}
				</p>`,
		)}
	</section>`;
}

function dateField({ view, update }: TimelinePageInput): TemplateResult {
	return html`<div class="field date-field">
		<label class="field-label" for="date">${localize('At the date')}</label>
		<input
			type="date"
			id="date"
			data-key="date"
			max="9999-12-31"
			.value=${view.date}
			@change=${(event: Event & { readonly currentTarget: HTMLInputElement }) => update({ date: event.currentTarget.value })}
		/>
		${view.date === '' ? nothing : button(localize('Now'), { key: 'now' }, () => update({ date: '' }))}
	</div>`;
}

function stageCard(stage: string, holder: HeldStage | undefined, page: TimelinePageInput): TemplateResult {
	if (holder === undefined) {
		return html`<li class="stage stage-empty">
			<span class="stage-name">${stage}</span><span class="dim">${localize('no version')}</span>
		</li>`;
	}
	const { version, since, transition } = holder;
	return html`<li class="stage">
		<span class="stage-name">${stage}</span>
		<strong class="stage-version">${version}</strong>
		${moveMarks(transition)}
		<span class="dim">${localize('since')} ${moment(since)} · ${personName(transition.by)}</span>
		${evidenceLinks(transition, page, `moment-${stage}`)}
	</li>`;
}
