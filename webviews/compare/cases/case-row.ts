import { formatMetric } from '../../../core/compare/format-metric.ts';
import type { CaseComparison, CaseResult } from '../../../core/compare/comparison.ts';
import { diffWords } from '../../../core/prompt/diff-words.ts';
import type { TextChange } from '../../../core/prompt/prompt-diff.ts';
import { element } from '../../shared/element.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import { redrawInside } from '../../shared/redraw.ts';
import { caseOutcome, resultOf } from './case-outcome.ts';
import type { CaseLens, CaseOutcome } from './case-outcome.ts';
import { caseRating } from './case-rating.ts';
import type { Page } from '../view/page.ts';
import { shortName } from '../view/page.ts';

/** One case: its name opens and closes the whole texts, which are cut to a few lines otherwise. Open, it marks the words that differ. */
export function caseRow(page: Page, item: CaseComparison, lens: CaseLens): HTMLTableRowElement {
	const row = element('tr');
	const draw = (): void => redrawInside(row, caseContent(page, item, { lens, onToggle: toggle }));
	const toggle = (): void => {
		const others = page.view.openCases.filter(name => name !== item.case);
		page.update({ openCases: page.view.openCases.includes(item.case) ? others : [...others, item.case] });
		draw();
	};
	draw();
	return row;
}

function caseContent(
	page: Page,
	item: CaseComparison,
	{ lens, onToggle }: { readonly lens: CaseLens; readonly onToggle: () => void },
): HTMLElement {
	const isOpen = page.view.openCases.includes(item.case);
	const outcome = caseOutcome(item, lens);
	const opener = element(
		'button',
		{ type: 'button', class: 'case-name', 'aria-expanded': String(isOpen), 'data-key': `case ${item.case}` },
		icon('chevron'),
		element('code', {}, item.case),
	);
	opener.addEventListener('click', onToggle);
	return element(
		'tr',
		{ class: isOpen ? 'case open' : 'case' },
		element(
			'th',
			{ scope: 'row' },
			opener,
			outcomeMark(outcome),
			item.input !== undefined && element('div', { class: 'case-input clamped' }, item.input),
		),
		...sideCells(page, item, { lens, tone: outcomeTones[outcome], isOpen }),
	);
}

function outcomeMark(outcome: CaseOutcome): HTMLElement {
	switch (outcome) {
		case 'improved':
			return element('span', { class: 'outcome good' }, icon('better'), localize('improved'));
		case 'regressed':
			return element('span', { class: 'outcome bad' }, icon('worse'), localize('regressed'));
		case 'same':
			return element('span', { class: 'outcome dim' }, icon('same'), localize('same'));
		case 'unscored':
			return element('span', { class: 'outcome warn' }, icon('unsure'), localize('not scored'));
	}
}

const outcomeTones: Readonly<Record<CaseOutcome, string>> = { improved: 'good', regressed: 'bad', same: '', unscored: '' };

interface CellsInput {
	readonly lens: CaseLens;
	readonly tone: string;
	readonly isOpen: boolean;
}

function sideCells(page: Page, item: CaseComparison, { lens, tone, isOpen }: CellsInput): HTMLElement[] {
	const { comparison } = page;
	const [before, after] = [resultOf(item, 0), resultOf(item, lens.side)];
	// Only for an open row: comparing the words of 200 pairs of outputs would hold up the page.
	const changes =
		isOpen && before?.output !== undefined && after?.output !== undefined ? diffWords(before.output, after.output) : undefined;
	const candidate = comparison.candidates[lens.side - 1] ?? comparison.baseline;
	const look = { metric: lens.metric, tone: '' };
	const rating = (result: CaseResult | undefined): readonly HTMLElement[] =>
		result === undefined ? [] : caseRating(page, { id: item.case, result, isOpen });
	return [
		sideCell(before, {
			...look,
			name: shortName(comparison, comparison.baseline),
			output: markedText(changes, 'added'),
			rating: rating(before),
		}),
		sideCell(after, {
			...look,
			name: shortName(comparison, candidate),
			output: markedText(changes, 'removed'),
			rating: rating(after),
			tone,
		}),
	];
}

/** The text of one side, what only this side has marked; undefined leaves the text as it is. */
function markedText(changes: readonly TextChange[] | undefined, other: 'added' | 'removed'): readonly (Node | string)[] | undefined {
	return changes
		?.filter(change => change.kind !== other)
		.map(({ kind, text }) => (kind === 'same' ? text : element(kind === 'added' ? 'ins' : 'del', {}, text)));
}

interface SideLook {
	/** Said in front of the cell where the page is too narrow for columns. */
	readonly name: string;
	readonly metric: string;
	readonly tone: string;
	readonly output: readonly (Node | string)[] | undefined;
	/** What people say of the answer, and the means to say something. */
	readonly rating: readonly HTMLElement[];
}

function sideCell(result: CaseResult | undefined, { name, metric, tone, output, rating }: SideLook): HTMLElement {
	if (result === undefined) return element('td', { class: 'dim', 'data-side': name }, localize('This side does not have the case.'));
	const score = result.scores[metric];
	return element(
		'td',
		{ 'data-side': name },
		element(
			'div',
			{ class: 'case-score' },
			element('span', { class: `score ${tone}` }, score === undefined ? localize('no score') : formatMetric(metric, score)),
			result.answers > 1 && element('span', { class: 'dim' }, localize('mean of {0} answers', result.answers)),
			result.errors > 0 && errorCount(result.errors),
		),
		result.output !== undefined && element('pre', { class: 'output clamped' }, ...(output ?? [result.output])),
		...rating,
	);
}

function errorCount(errors: number): HTMLElement {
	return element('span', { class: 'bad' }, icon('warning'), errors === 1 ? localize('1 error') : localize('{0} errors', errors));
}
