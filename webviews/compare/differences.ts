import type { ComparisonSide } from '../../core/judging/compare/comparison.ts';
import { element } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import { differenceRows } from './difference-rows.ts';
import type { DifferenceRow } from './difference-rows.ts';
import type { Page } from './page.ts';
import { shortName } from './page.ts';

/** Runs listed by name on each side; the rest is counted. */
const runsShown = 5;

/** What the sides are made of: prompt, model and parameters, dataset, scorer, code and runs. */
export function differences(page: Page): HTMLElement {
	const { comparison, view } = page;
	const all = differenceRows(comparison);
	const rows = view.onlyDifferences ? all.filter(row => row.isDifferent) : all;
	const hidden = all.length - rows.length;
	const groups = [...new Set(rows.map(row => row.group))];
	const columnCount = comparison.sides.length + 1;
	return element(
		'section',
		{ 'aria-labelledby': 'differences-heading', class: comparison.sides.length > 3 ? 'wide' : undefined },
		element('h2', { id: 'differences-heading' }, localize('Differences')),
		element(
			'div',
			{ class: 'table-frame', role: 'region', 'aria-labelledby': 'differences-heading', tabindex: 0 },
			element(
				'table',
				{ class: 'differences' },
				element(
					'thead',
					{},
					element(
						'tr',
						{},
						element('td'),
						...comparison.sides.map(side => element('th', { scope: 'col' }, shortName(comparison, side.label))),
					),
				),
				...groups.map(group => groupBody(group, rows, columnCount)),
				element(
					'tbody',
					{},
					element(
						'tr',
						{},
						element('th', { scope: 'row' }, localize('runs')),
						...comparison.sides.map(side => runsCell(page, side)),
					),
				),
			),
		),
		rows.length === 0 && element('p', { class: 'empty' }, localize('No recorded fact differs between the sides.')),
		hidden > 0 &&
			element(
				'p',
				{ class: 'footnote' },
				hidden === 1
					? localize('1 fact that is the same on every side is hidden.')
					: localize('{0} facts that are the same on every side are hidden.', hidden),
			),
	);
}

function groupBody(group: string, rows: readonly DifferenceRow[], columnCount: number): HTMLElement {
	return element(
		'tbody',
		{},
		element('tr', { class: 'group' }, element('th', { scope: 'rowgroup', colspan: columnCount }, group)),
		...rows.filter(row => row.group === group).map(differenceRow),
	);
}

function differenceRow(row: DifferenceRow): HTMLElement {
	const [baseline] = row.values;
	return element(
		'tr',
		{},
		element(
			'th',
			{ scope: 'row' },
			row.label,
			row.isConfounder && element('span', { class: 'warn' }, icon('warning', localize('confounder'))),
		),
		...row.values.map(value =>
			element(
				'td',
				{ class: value === baseline ? 'fact' : 'fact differs' },
				value === '' ? element('span', { class: 'dim' }, localize('not recorded')) : value,
			),
		),
	);
}

function runsCell(page: Page, side: ComparisonSide): HTMLElement {
	const links = side.runs.slice(0, runsShown).map(run => {
		const link = element(
			'button',
			{ type: 'button', class: 'link', title: localize('Open run {0}', run), 'data-key': `run ${side.label} ${run}` },
			run,
		);
		link.addEventListener('click', () => page.post({ kind: 'open-run', run }));
		return element('li', {}, link);
	});
	const rest = side.runs.length - links.length;
	return element(
		'td',
		{},
		element('ul', { class: 'runs' }, ...links, rest > 0 && element('li', { class: 'dim' }, localize('and {0} more', rest))),
	);
}
