import type { Comparison, ComparisonSide } from '../../../core/compare/comparison.ts';
import { element } from '../../shared/element.ts';
import { localize } from '../../shared/localize.ts';
import { shortName, sideOf } from '../view/page.ts';

/** Title, the two sides, and what they rest on as chips. */
export function header(comparison: Comparison): HTMLElement {
	const candidates = comparison.candidates.map(label => shortName(comparison, label));
	const listed = candidates.length > 3 ? localize('{0} candidates', candidates.length) : candidates.join(', ');
	return element(
		'header',
		{},
		element('h1', {}, comparison.title),
		element('p', { class: 'sides' }, localize('{0} against baseline {1}', listed, shortName(comparison, comparison.baseline))),
		element(
			'ul',
			{ class: 'chips', 'aria-label': localize('Evidence') },
			...chips(comparison).map(chip => element('li', { title: chip.title }, ...chip.content)),
		),
	);
}

interface Chip {
	readonly content: readonly (string | HTMLElement)[];
	readonly title?: string;
}

function chips(comparison: Comparison): Chip[] {
	const { sides } = comparison;
	const runCount = sides.reduce((sum, side) => sum + side.runs.length, 0);
	return [
		{ content: [runCount === 1 ? localize('1 run') : localize('{0} runs', runCount)] },
		...seedChip(sides),
		...(comparison.cases.length === 0
			? []
			: [{ content: [comparison.cases.length === 1 ? localize('1 case') : localize('{0} cases', comparison.cases.length)] }]),
		...datasetChip(comparison),
	];
}

function seedChip(sides: readonly ComparisonSide[]): Chip[] {
	const counts = sides.map(side => side.seeds.length);
	const [low, high] = [Math.min(...counts), Math.max(...counts)];
	if (high === 0) return [];
	const content =
		low === high ? (high === 1 ? localize('1 seed each') : localize('{0} seeds each', high)) : localize('{0} to {1} seeds', low, high);
	return [{ content: [content] }];
}

/** Shows the baseline's dataset; where a candidate has another one, the banner says so. */
function datasetChip(comparison: Comparison): Chip[] {
	const { dataset } = sideOf(comparison, comparison.baseline);
	if (dataset === undefined) return [];
	const name = dataset.path.slice(dataset.path.lastIndexOf('/') + 1);
	const hash = dataset.sha256 === undefined ? [] : [' ', element('code', {}, dataset.sha256.slice(0, 8))];
	return [{ content: [localize('dataset {0}', name), ...hash], title: `${dataset.path}\n${dataset.sha256 ?? ''}`.trimEnd() }];
}
