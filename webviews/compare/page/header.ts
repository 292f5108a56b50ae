import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { Comparison, ComparisonSide } from '../../../core/judging/compare/comparison.ts';
import { localize } from '../../shared/localize.ts';
import { shortName, sideOf } from '../view/page.ts';

/** Title, the two sides, and what they rest on as chips. */
export function header(comparison: Comparison): TemplateResult {
	const candidates = comparison.candidates.map(label => shortName(comparison, label));
	const listed = candidates.length > 3 ? localize('{0} candidates', candidates.length) : candidates.join(', ');
	return html`<header>
		<h1>${comparison.title}</h1>
		<p class="sides">${localize('{0} against baseline {1}', listed, shortName(comparison, comparison.baseline))}</p>
		<ul class="chips" aria-label=${localize('Evidence')}>
			${chips(comparison).map(({ title, content }) => html`<li title=${title ?? nothing}>${content}</li>`)}
		</ul>
	</header>`;
}

interface Chip {
	readonly content: string | TemplateResult;
	readonly title?: string;
}

function chips(comparison: Comparison): Chip[] {
	const { sides } = comparison;
	const runCount = sides.reduce((sum, side) => sum + side.runs.length, 0);
	const caseCount = comparison.cases.length;
	return [
		{ content: runCount === 1 ? localize('1 run') : localize('{0} runs', runCount) },
		...seedChip(sides),
		...(caseCount === 0 ? [] : [{ content: caseCount === 1 ? localize('1 case') : localize('{0} cases', caseCount) }]),
		...datasetChip(comparison),
		...errorChips(comparison),
	];
}

/** What a side has no answer for. */
function errorChips(comparison: Comparison): Chip[] {
	return comparison.sides.flatMap(({ label, errors: { total, refused, timeout, failed, missing } }): Chip[] => {
		const name = shortName(comparison, label);
		const title = localize('{0} refused, {1} timed out, {2} failed', refused, timeout, failed);
		return [
			...(total === 0 ? [] : [{ content: localize('{0}: {1} answers in error', name, total), title }]),
			...(missing === 0 ? [] : [{ content: localize('{0}: {1} cases missing', name, missing) }]),
		];
	});
}

function seedChip(sides: readonly ComparisonSide[]): Chip[] {
	const counts = sides.map(side => side.seeds.length);
	const [low, high] = [Math.min(...counts), Math.max(...counts)];
	if (high === 0) return [];
	const content =
		low === high ? (high === 1 ? localize('1 seed each') : localize('{0} seeds each', high)) : localize('{0} to {1} seeds', low, high);
	return [{ content }];
}

/** Shows the baseline's dataset; where a candidate has another one, the banner says so. */
function datasetChip(comparison: Comparison): Chip[] {
	const { dataset } = sideOf(comparison, comparison.baseline);
	if (dataset === undefined) return [];
	const { path, sha256 } = dataset;
	const name = localize('dataset {0}', path.slice(path.lastIndexOf('/') + 1));
	if (sha256 === undefined) return [{ content: name, title: path }];
	return [{ content: html`${name} <code>${sha256.slice(0, 8)}</code>`, title: `${path}\n${sha256}` }];
}
