import { element } from '../../shared/element.ts';
import { redraw } from '../../shared/redraw.ts';
import { caseTable } from '../cases/case-table.ts';
import { charts } from '../charts/charts.ts';
import { comparabilityBanner, warningBanner } from './comparability-banner.ts';
import { differences } from '../differences/differences.ts';
import { header } from './header.ts';

import type { Page, SectionName } from '../view/page.ts';
import { toolbar } from './toolbar.ts';
import { verdictTable } from '../metrics/verdict-table.ts';

const sections: Readonly<Record<SectionName, (page: Page) => HTMLElement>> = {
	toolbar,
	verdict: verdictTable,
	chart: charts,
	differences,
	cases: caseTable,
};

/** The panel's content, with the means to draw single sections again. */
export interface ComparePage {
	readonly root: HTMLElement;
	redraw(...names: readonly SectionName[]): void;
}

export function comparePage(page: Page): ComparePage {
	const drawn: Record<SectionName, HTMLElement> = {
		toolbar: toolbar(page),
		verdict: verdictTable(page),
		chart: charts(page),
		differences: differences(page),
		cases: caseTable(page),
	};
	const root = element(
		'main',
		{ class: 'page compare' },
		header(page.comparison),
		drawn.toolbar,
		comparabilityBanner(page.comparison),
		warningBanner(page.comparison),
		drawn.verdict,
		element('div', { class: 'columns' }, drawn.chart, drawn.differences),
		drawn.cases,
	);
	return {
		root,
		redraw(...names) {
			for (const name of names) {
				const next = sections[name](page);
				redraw(drawn[name], next);
				drawn[name] = next;
			}
		},
	};
}
