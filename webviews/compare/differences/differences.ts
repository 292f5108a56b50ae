import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ComparisonSide } from '../../../core/judging/compare/comparison.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import type { Page } from '../view/page.ts';
import { shortName } from '../view/page.ts';
import { differenceRows } from './difference-rows.ts';
import type { DifferenceRow } from './difference-rows.ts';

/** Runs listed by name on each side; the rest is counted. */
const runsShown = 5;

/** What the sides are made of: prompt, model and parameters, dataset, scorer, code and runs. */
export function differences(page: Page): TemplateResult {
	const { comparison, view } = page;
	const all = differenceRows(comparison);
	const rows = view.onlyDifferences ? all.filter(row => row.isDifferent) : all;
	const groups = [...new Set(rows.map(row => row.group))];
	return html`<section aria-labelledby="differences-heading" class=${comparison.sides.length > 3 ? 'wide' : nothing}>
		<h2 id="differences-heading">${localize('Differences')}</h2>
		<div class="table-frame" role="region" aria-labelledby="differences-heading" tabindex="0">
			<table class="differences">
				<thead>
					<tr>
						<td></td>
						${comparison.sides.map(side => html`<th scope="col">${shortName(comparison, side.label)}</th>`)}
					</tr>
				</thead>
				${groups.map(group => groupBody(group, rows, comparison.sides.length + 1))}
				<tbody>
					<tr>
						<th scope="row">${localize('runs')}</th>
						${comparison.sides.map(side => runsCell(page, side))}
					</tr>
				</tbody>
			</table>
		</div>
		${rows.length === 0 ? html`<p class="empty">${localize('No recorded fact differs between the sides.')}</p>` : nothing}
		${hiddenNote(all.length - rows.length)}
	</section>`;
}

function hiddenNote(count: number): TemplateResult | typeof nothing {
	if (count === 0) return nothing;
	const words =
		count === 1
			? localize('1 fact that is the same on every side is hidden.')
			: localize('{0} facts that are the same on every side are hidden.', count);
	return html`<p class="footnote">${words}</p>`;
}

function groupBody(group: string, rows: readonly DifferenceRow[], columnCount: number): TemplateResult {
	return html`<tbody>
		<tr class="group">
			<th scope="rowgroup" colspan=${columnCount}>${group}</th>
		</tr>
		${rows.filter(row => row.group === group).map(differenceRow)}
	</tbody>`;
}

function differenceRow({ label, values, isConfounder }: DifferenceRow): TemplateResult {
	const [baseline] = values;
	return html`<tr>
		<th scope="row">${label}${isConfounder ? html`<span class="warn">${icon('warning', localize('confounder'))}</span>` : nothing}</th>
		${values.map(
			value =>
				html`<td class=${value === baseline ? 'fact' : 'fact differs'}>
					${value === '' ? html`<span class="dim">${localize('not recorded')}</span>` : value}
				</td>`,
		)}
	</tr>`;
}

function runsCell({ post }: Page, { label, runs }: ComparisonSide): TemplateResult {
	const rest = runs.length - runsShown;
	return html`<td>
		<ul class="runs">
			${runs.slice(0, runsShown).map(run => {
				const open = (): void => post({ kind: 'open-run', run });
				const title = localize('Open run {0}', run);
				return html`<li>
					<button type="button" class="link" title=${title} data-key="run ${label} ${run}" @click=${open}>${run}</button>
				</li>`;
			})}
			${rest > 0 ? html`<li class="dim">${localize('and {0} more', rest)}</li>` : nothing}
		</ul>
	</td>`;
}
