import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { confidencePercent } from '../../../core/judging/compare/report/format-metric.ts';
import type { MetricComparison } from '../../../core/judging/compare/comparison.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import { isWindowed, virtualRows } from '../../shared/virtual-rows.ts';
import type { RowPlace } from '../../shared/row-source.ts';
import type { Page } from '../view/page.ts';
import { shortName, sideOf } from '../view/page.ts';
import type { SortColumn } from '../view/view-state.ts';
import { reachOf } from './interval-bar.ts';
import { metricControls } from './metric-controls.ts';
import { metricRow } from './metric-row.ts';
import { tableLines } from './table-lines.ts';
import type { GroupLine, TableLine } from './table-lines.ts';

interface Column {
	/** Undefined for a column that has no order. */
	readonly sort: SortColumn | undefined;
	readonly label: string;
	readonly isNumeric: boolean;
}

/** The verdicts: one row per metric, one group of rows per candidate, and in one line how they were computed. */
export function verdictTable(page: Page): TemplateResult {
	const hasMetrics = page.comparison.metrics.length > 0;
	return html`<section aria-labelledby="verdict-heading">
		<h2 id="verdict-heading">${localize('Verdict')}</h2>
		${
			hasMetrics
				? html`${metricControls(page)}${metricTable(page)}`
				: html`<p class="empty">
						${localize('No metric was recorded on these sides. Record runs that write scores or metrics.json, then compare again.')}
					</p>`
		}
		${footnote(page)}
	</section>`;
}

/** How the numbers came about, and where that is explained. */
function footnote({ comparison: { footnote: words }, post }: Page): TemplateResult {
	const explain = (): void => post({ kind: 'explain' });
	const link = html`<button type="button" class="link" data-key="explain" @click=${explain}>${localize('how this is computed')}</button>`;
	return html`<p class="footnote">${words === '' ? nothing : `${words} · `}${link}</p>`;
}

function metricTable(page: Page): TemplateResult {
	const columns = columnsOf(page);
	const lines = tableLines(page);
	const rowOf = rowDrawer(page, columns);
	const rows = virtualRows({
		count: lines.length,
		keyOf: index => keyOf(lines[index]),
		rowOf: (index, place) => rowOf(lines[index], place),
		columnCount: columns.length,
		estimatedHeight: 31,
		hasEqualRows: true,
	});
	return html`<div class="table-frame" role="region" aria-labelledby="verdict-heading" tabindex="0">
		<table class="verdicts ${isWindowed(lines.length) ? 'long' : ''}" aria-rowcount=${lines.length + 1}>
			<thead>
				<tr>
					${columns.map(column => columnHeader(page, column))}
				</tr>
			</thead>
			<tbody>
				${rows}
			</tbody>
		</table>
		${lines.length === 0 ? html`<p class="empty" role="status">${localize('No metric matches the search.')}</p>` : nothing}
	</div>`;
}

function rowDrawer(page: Page, columns: readonly Column[]): (line: TableLine | undefined, place: RowPlace) => TemplateResult {
	const labels = columns.map(column => column.label);
	const reaches = reachesOf(page.comparison.metrics);
	return (line, place) => {
		if (line === undefined) throw new RangeError('The table has no such row');
		if (line.kind === 'group') return groupHeader(page, line, { place, columnCount: columns.length });
		const { name } = line.metric;
		return metricRow(line.metric, {
			place,
			reach: reaches.get(name) ?? 1,
			labels,
			isPinned: page.view.pinnedMetrics.includes(name),
			onPin: () => page.update({ pinnedMetrics: toggled(page.view.pinnedMetrics, name) }),
			onHide: () => page.update({ hiddenMetrics: toggled(page.view.hiddenMetrics, name) }),
			onExplain: () => page.post({ kind: 'explain', verdict: line.metric.verdict }),
		});
	};
}

/** One scale for each metric, so that its candidates can be told apart by eye. */
function reachesOf(metrics: readonly MetricComparison[]): ReadonlyMap<string, number> {
	const intervals = new Map<string, MetricComparison['ci'][]>();
	for (const { name, ci } of metrics) {
		const known = intervals.get(name);
		if (known === undefined) intervals.set(name, [ci]);
		else known.push(ci);
	}
	return new Map(Array.from(intervals, ([name, each]) => [name, reachOf(each)]));
}

function toggled(names: readonly string[], name: string): readonly string[] {
	return names.includes(name) ? names.filter(other => other !== name) : [...names, name];
}

function keyOf(line: TableLine | undefined): string {
	if (line === undefined) return '';
	return line.kind === 'group' ? `group ${line.candidate}` : `metric ${line.metric.candidate} ${line.metric.name}`;
}

function columnsOf({ comparison }: Page): Column[] {
	const [only] = comparison.candidates;
	const valueLabel = comparison.candidates.length === 1 && only !== undefined ? shortName(comparison, only) : localize('Candidate');
	const confidence = confidencePercent(comparison.alpha);
	const pLabels = { 'benjamini-hochberg': localize('p (Benjamini-Hochberg)'), holm: localize('p (Holm)'), none: localize('p') };
	const pLabel = pLabels[comparison.correction];
	return [
		{ sort: 'metric', label: localize('Metric'), isNumeric: false },
		{ sort: 'baseline', label: shortName(comparison, comparison.baseline), isNumeric: true },
		{ sort: 'value', label: valueLabel, isNumeric: true },
		{ sort: 'difference', label: localize('Difference'), isNumeric: true },
		{ sort: undefined, label: localize('{0} % interval', confidence), isNumeric: false },
		{ sort: 'p', label: pLabel, isNumeric: true },
		{ sort: 'verdict', label: localize('Verdict'), isNumeric: false },
	];
}

function columnHeader(page: Page, { sort: column, label, isNumeric }: Column): TemplateResult {
	const numeric = isNumeric ? 'number' : nothing;
	if (column === undefined) return html`<th scope="col" class=${numeric}>${label}</th>`;
	const current = page.view.sort?.column === column ? page.view.sort : undefined;
	const order = current === undefined ? 'none' : current.isDescending ? 'descending' : 'ascending';
	const sort = (): void => page.update({ sort: nextSort(column, current) });
	return html`<th scope="col" class=${numeric} aria-sort=${order}>
		<button type="button" class="sort" data-key="sort ${column}" title=${localize('Sort by {0}', label)} @click=${sort}>
			<span>${label}</span>${current === undefined ? nothing : icon(current.isDescending ? 'down' : 'up')}
		</button>
	</th>`;
}

/** Ascending, descending, then back to the order of the comparison. */
function nextSort(column: SortColumn, current: { readonly isDescending: boolean } | undefined): Page['view']['sort'] {
	if (current === undefined) return { column, isDescending: false };
	return current.isDescending ? undefined : { column, isDescending: true };
}

interface GroupFrame {
	readonly place: RowPlace;
	readonly columnCount: number;
}

function groupHeader({ comparison }: Page, { candidate, metrics }: GroupLine, { place, columnCount }: GroupFrame): TemplateResult {
	const { prompt } = sideOf(comparison, candidate);
	const count = (verdict: string): number => metrics.filter(metric => metric.verdict === verdict).length;
	const version = prompt?.version === undefined ? '' : `@${prompt.version}`;
	return html`<tr class="group" data-index=${place.index} aria-rowindex=${place.ariaRow}>
		<th scope="colgroup" colspan=${columnCount}>
			<span class="group-name">${shortName(comparison, candidate)}</span>
			${prompt === undefined ? nothing : html`<span class="dim group-prompt">${prompt.name}${version}</span>`}
			<span class="dim group-tally">${localize('{0} improved · {1} regressed', count('improved'), count('regressed'))}</span>
		</th>
	</tr>`;
}
