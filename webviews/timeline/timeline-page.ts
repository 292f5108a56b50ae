import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { localize } from '../shared/localize.ts';
import { button, checkbox } from '../shared/toolkit-controls.ts';
import { entryRow } from './entry-row.ts';
import { momentSection } from './moment-section.ts';
import { verifyBanner } from './verify-banner.ts';
import type { TimelinePageInput } from './view.ts';

/** The history of one name: whether it proves what it says, what stood where at a date, and every entry, newest first. */
export function timelinePage(page: TimelinePageInput): TemplateResult {
	const { name, path, entries, held, view } = page;
	const shown = view.isMovesOnly ? entries.filter(({ transition }) => transition !== undefined) : entries;
	return html`
		<header>
			<h1>${localize('Timeline of {0}', name)}</h1>
			<p class="dim">${path}</p>
		</header>
		${toolbar(page)} ${verifyBanner(page)} ${momentSection(page)}
		<section aria-labelledby="entries-heading">
			<h2 id="entries-heading">${localize('History · {0} entries', shown.length)}</h2>
			${
				shown.length === 0
					? html`<p class="empty">${localize('Nothing has happened yet.')}</p>`
					: html`<div class="table-frame">
							<table class="entries" aria-labelledby="entries-heading">
								<thead>
									${heading(held)}
								</thead>
								<tbody>
									${repeat(
										shown,
										({ id }) => id,
										entry => entryRow(entry, page),
									)}
								</tbody>
							</table>
						</div>`
			}
		</section>
	`;
}

function toolbar({ view, update, post }: TimelinePageInput): TemplateResult {
	return html`<div class="toolbar" role="toolbar" aria-label=${localize('Timeline')}>
		${checkbox(localize('Moves only'), { key: 'moves-only', isChecked: view.isMovesOnly }, isMovesOnly => update({ isMovesOnly }))}
		<span class="grow"></span>
		${button(localize('Open the registry file'), { key: 'open-registry' }, () => post({ kind: 'open-registry' }))}
	</div>`;
}

function heading(held: readonly string[]): TemplateResult {
	const titles = [localize('When'), localize('What'), localize('Who'), localize('Why, and on what')];
	return html`<tr>
		${held.toReversed().map(stage => html`<th scope="col" class="lane-title">${stage}</th>`)}
		${titles.map(title => html`<th scope="col">${title}</th>`)}
	</tr>`;
}
