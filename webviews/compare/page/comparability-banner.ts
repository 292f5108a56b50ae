import type { Comparison, Confounder } from '../../../core/compare/comparison.ts';
import { element } from '../../shared/element.ts';
import { icon } from '../../shared/icon.ts';
import { localize } from '../../shared/localize.ts';
import { shortName } from '../view/page.ts';

/** Says before any number whether the numbers may be compared, and names every confounder. */
export function comparabilityBanner(comparison: Comparison): HTMLElement {
	const tone = toneOf(comparison);
	return element(
		'section',
		{ class: `banner banner-${tone.name}`, 'aria-label': localize('Comparability') },
		icon(tone.icon),
		element(
			'div',
			{},
			element('p', {}, comparison.comparability),
			comparison.confounders.length > 0 &&
				element(
					'ul',
					{ class: 'confounders' },
					...comparison.confounders.map(confounder => confounderLine(comparison, confounder)),
				),
		),
	);
}

/** What could not be read and is therefore missing from every number below; nothing when everything was read. */
export function warningBanner({ warnings = [] }: Comparison): HTMLElement | undefined {
	if (warnings.length === 0) return undefined;
	return element(
		'section',
		{ class: 'banner banner-warn', 'aria-label': localize('Left out') },
		icon('warning'),
		element(
			'div',
			{},
			element('p', {}, localize('Some records could not be read and are left out:')),
			element('ul', {}, ...warnings.map(warning => element('li', {}, warning))),
		),
	);
}

function toneOf(comparison: Comparison): { readonly name: string; readonly icon: 'better' | 'warning' | 'refused' } {
	if (!comparison.comparable) return { name: 'bad', icon: 'refused' };
	return comparison.confounders.length === 0 ? { name: 'good', icon: 'better' } : { name: 'warn', icon: 'warning' };
}

function confounderLine(comparison: Comparison, confounder: Confounder): HTMLElement {
	const of = comparison.candidates.length > 1 ? ` (${shortName(comparison, confounder.candidate)})` : '';
	return element(
		'li',
		{},
		element('strong', {}, confounder.factor, of),
		': ',
		element('code', {}, confounder.baseline),
		' → ',
		element('code', {}, confounder.candidateValue),
		confounder.isFatal && element('span', { class: 'bad' }, ` ${localize('forbids a verdict')}`),
	);
}
