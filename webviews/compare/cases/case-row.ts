import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { formatMetric } from '../../../core/judging/compare/report/format-metric.ts';
import type { CaseComparison, CaseResult } from '../../../core/judging/compare/cases/case-result.ts';
import { diffWords } from '../../../core/formats/prompt/diff/diff-words.ts';
import type { TextChange } from '../../../core/formats/prompt/diff/prompt-diff.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import type { RowPlace } from '../../shared/row-source.ts';
import type { Page } from '../view/page.ts';
import { shortName } from '../view/page.ts';
import { caseOutcome, resultOf } from './case-outcome.ts';
import type { CaseLens, CaseOutcome } from './case-outcome.ts';
import { caseRating } from './case-rating.ts';
import { ownValue } from '../../../core/base/own-value.ts';

interface RowFrame {
	readonly lens: CaseLens;
	readonly place: RowPlace;
}

/** One case: its name opens and closes the whole texts, which are cut to a few lines otherwise. Open, it marks the words that differ. */
export function caseRow(page: Page, item: CaseComparison, { lens, place }: RowFrame): TemplateResult {
	const isOpen = page.view.openCases.includes(item.case);
	const outcome = caseOutcome(item, lens);
	const toggle = (): void => {
		const others = page.view.openCases.filter(name => name !== item.case);
		page.update({ openCases: isOpen ? others : [...others, item.case] });
	};
	return html`<tr class="case ${isOpen ? 'open' : ''}" data-index=${place.index} aria-rowindex=${place.ariaRow}>
		<th scope="row">
			<button
				type="button"
				class="case-name"
				aria-expanded=${isOpen ? 'true' : 'false'}
				data-key="case ${item.case}"
				@click=${toggle}
			>
				${icon('chevron')}<code>${item.case}</code>
			</button>
			${outcomeMark(outcome)} ${item.input === undefined ? nothing : html`<div class="case-input clamped">${item.input}</div>`}
		</th>
		${sideCells(page, item, { lens, tone: outcomeTones[outcome], isOpen })}
	</tr>`;
}

function outcomeMark(outcome: CaseOutcome): TemplateResult {
	switch (outcome) {
		case 'improved':
			return html`<span class="outcome good">${icon('better')}${localize('improved')}</span>`;
		case 'regressed':
			return html`<span class="outcome bad">${icon('worse')}${localize('regressed')}</span>`;
		case 'same':
			return html`<span class="outcome dim">${icon('same')}${localize('same')}</span>`;
		case 'unscored':
			return html`<span class="outcome warn">${icon('unsure')}${localize('not scored')}</span>`;
	}
}

const outcomeTones: Readonly<Record<CaseOutcome, string>> = { improved: 'good', regressed: 'bad', same: '', unscored: '' };

interface CellsInput {
	readonly lens: CaseLens;
	readonly tone: string;
	readonly isOpen: boolean;
}

function sideCells(page: Page, item: CaseComparison, { lens, tone, isOpen }: CellsInput): TemplateResult {
	const { comparison } = page;
	const [before, after] = [resultOf(item, 0), resultOf(item, lens.side)];
	// Only for an open row: comparing the words of 200 pairs of outputs would hold up the page.
	const changes =
		isOpen && before?.output !== undefined && after?.output !== undefined ? diffWords(before.output, after.output) : undefined;
	const candidate = comparison.candidates[lens.side - 1] ?? comparison.baseline;
	const { metric } = lens;
	const rating = (result: CaseResult | undefined): TemplateResult | typeof nothing =>
		result === undefined ? nothing : caseRating(page, { id: item.case, result, isOpen });
	const left = { name: shortName(comparison, comparison.baseline), output: markedText(changes, 'added'), tone: '' };
	const right = { name: shortName(comparison, candidate), output: markedText(changes, 'removed'), tone };
	return html`${sideCell(before, { ...left, metric, rating: rating(before) })}
	${sideCell(after, { ...right, metric, rating: rating(after) })}`;
}

/** The text of one side, what only this side has marked; undefined leaves the text as it is. */
function markedText(
	changes: readonly TextChange[] | undefined,
	other: 'added' | 'removed',
): readonly (TemplateResult | string)[] | undefined {
	return changes
		?.filter(change => change.kind !== other)
		.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`));
}

interface SideLook {
	/** Said in front of the cell where the page is too narrow for columns. */
	readonly name: string;
	readonly metric: string;
	readonly tone: string;
	readonly output: readonly (TemplateResult | string)[] | undefined;
	/** What people say of the answer, and the means to say something. */
	readonly rating: TemplateResult | typeof nothing;
}

function sideCell(result: CaseResult | undefined, { name, metric, tone, output, rating }: SideLook): TemplateResult {
	if (result === undefined) return html`<td class="dim" data-side=${name}>${localize('This side does not have the case.')}</td>`;
	const score = ownValue(result.scores, metric);
	return html`<td data-side=${name}>
		<div class="case-score">
			<span class="score ${tone}">${score === undefined ? localize('no score') : formatMetric(metric, score)}</span>
			${result.answers > 1 ? html`<span class="dim">${localize('mean of {0} answers', result.answers)}</span>` : nothing}
			${result.errors > 0 ? errorCount(result.errors) : nothing}
		</div>
		${result.output === undefined ? nothing : html`<pre class="output clamped">${output ?? result.output}</pre>`} ${rating}
	</td>`;
}

function errorCount(errors: number): TemplateResult {
	return html`<span class="bad">${icon('warning')}${errors === 1 ? localize('1 error') : localize('{0} errors', errors)}</span>`;
}
