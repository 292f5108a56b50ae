import type { MetricComparison } from '../../../core/compare/comparison.ts';
import { element } from '../../shared/element.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import { redraw } from '../../shared/redraw.ts';
import { VirtualRows } from '../../shared/virtual-rows.ts';
import { reachOf } from './interval-bar.ts';
import { metricControls } from './metric-controls.ts';
import { metricRow } from './metric-row.ts';
import type { Page } from '../view/page.ts';
import { shortName, sideOf } from '../view/page.ts';
import { tableLines } from './table-lines.ts';
import type { GroupLine, TableLine } from './table-lines.ts';
import type { SortColumn } from '../view/view-state.ts';

interface Column {
	/** Undefined for a column that has no order. */
	readonly sort: SortColumn | undefined;
	readonly label: string;
	readonly isNumeric: boolean;
}

const tableRows = new VirtualRows();

/** The verdicts: one row per metric, one group of rows per candidate, and in one line how they were computed. */
export function verdictTable(page: Page): HTMLElement {
	const { comparison } = page;
	if (comparison.metrics.length === 0) return emptyVerdict(page);
	let table = metricTable(page);
	const controls = metricControls(page, () => {
		const next = metricTable(page);
		redraw(table, next);
		table = next;
	});
	return element(
		'section',
		{ 'aria-labelledby': 'verdict-heading' },
		element('h2', { id: 'verdict-heading' }, localize('Verdict')),
		controls,
		table,
		footnote(page),
	);
}

/** How the numbers came about, and where that is explained. */
function footnote(page: Page): HTMLElement {
	const explain = element('button', { type: 'button', class: 'link', 'data-key': 'explain' }, localize('how this is computed'));
	explain.addEventListener('click', () => page.post({ kind: 'explain' }));
	const { footnote: words } = page.comparison;
	return element('p', { class: 'footnote' }, words === '' ? '' : `${words} · `, explain);
}

function metricTable(page: Page): HTMLElement {
	const { comparison } = page;
	const columns = columnsOf(page);
	const labels = columns.map(column => column.label);
	const rows = tableLines(page);
	const reaches = reachesOf(comparison.metrics);
	const rowOf = (line: TableLine | undefined): HTMLTableRowElement => {
		if (line === undefined) throw new RangeError('The table has no such row');
		if (line.kind === 'group') return groupHeader(page, line, columns.length);
		const { name } = line.metric;
		const isPinned = page.view.pinnedMetrics.includes(name);
		return metricRow(line.metric, {
			reach: reaches.get(name) ?? 1,
			labels,
			isPinned,
			onPin: () => page.update({ pinnedMetrics: toggled(page.view.pinnedMetrics, name) }, 'verdict'),
			onHide: () => page.update({ hiddenMetrics: toggled(page.view.hiddenMetrics, name) }, 'verdict'),
		});
	};
	const body = element('tbody');
	tableRows.draw(body, {
		count: rows.length,
		keyOf: index => keyOf(rows[index]),
		rowOf: index => rowOf(rows[index]),
		columnCount: columns.length,
		estimatedHeight: 31,
		hasEqualRows: true,
	});
	return element(
		'div',
		{ class: 'table-frame', role: 'region', 'aria-labelledby': 'verdict-heading', tabindex: 0 },
		element(
			'table',
			{ class: body.querySelector('.space') === null ? 'verdicts' : 'verdicts long', 'aria-rowcount': rows.length + 1 },
			element('thead', {}, element('tr', {}, ...columns.map(column => columnHeader(page, column)))),
			body,
		),
		rows.length === 0 && element('p', { class: 'empty', role: 'status' }, localize('No metric matches the search.')),
	);
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

function emptyVerdict(page: Page): HTMLElement {
	return element(
		'section',
		{ 'aria-labelledby': 'verdict-heading' },
		element('h2', { id: 'verdict-heading' }, localize('Verdict')),
		element(
			'p',
			{ class: 'empty' },
			localize('No metric was recorded on these sides. Record runs that write scores or metrics.json, then compare again.'),
		),
		footnote(page),
	);
}

function columnsOf({ comparison }: Page): Column[] {
	const [only] = comparison.candidates;
	const valueLabel = comparison.candidates.length === 1 && only !== undefined ? shortName(comparison, only) : localize('Candidate');
	const confidence = Number(((1 - comparison.alpha) * 100).toPrecision(4));
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

function columnHeader(page: Page, { sort: column, label, isNumeric }: Column): HTMLElement {
	const numeric = isNumeric ? 'number' : undefined;
	if (column === undefined) return element('th', { scope: 'col', class: numeric }, label);
	const current = page.view.sort?.column === column ? page.view.sort : undefined;
	const sortButton = element(
		'button',
		{ type: 'button', class: 'sort', 'data-key': `sort ${column}`, title: localize('Sort by {0}', label) },
		element('span', {}, label),
		current !== undefined && icon(current.isDescending ? 'down' : 'up'),
	);
	sortButton.addEventListener('click', () => page.update({ sort: nextSort(column, current) }, 'verdict'));
	const order = current === undefined ? 'none' : current.isDescending ? 'descending' : 'ascending';
	return element('th', { scope: 'col', class: numeric, 'aria-sort': order }, sortButton);
}

/** Ascending, descending, then back to the order of the comparison. */
function nextSort(column: SortColumn, current: { readonly isDescending: boolean } | undefined): Page['view']['sort'] {
	if (current === undefined) return { column, isDescending: false };
	return current.isDescending ? undefined : { column, isDescending: true };
}

function groupHeader({ comparison }: Page, { candidate, metrics }: GroupLine, columnCount: number): HTMLTableRowElement {
	const { prompt } = sideOf(comparison, candidate);
	const count = (verdict: string): number => metrics.filter(metric => metric.verdict === verdict).length;
	return element(
		'tr',
		{ class: 'group' },
		element(
			'th',
			{ scope: 'colgroup', colspan: columnCount },
			element('span', { class: 'group-name' }, shortName(comparison, candidate)),
			' ',
			prompt !== undefined &&
				element('span', { class: 'dim group-prompt' }, `${prompt.name}${prompt.version === undefined ? '' : `@${prompt.version}`}`),
			' ',
			element('span', { class: 'dim group-tally' }, localize('{0} improved · {1} regressed', count('improved'), count('regressed'))),
		),
	);
}
