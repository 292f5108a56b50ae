import type { PromptDiff, ValueChange } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { element } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';

interface ValueTableInput {
	/** Unique in the page. */
	readonly id: string;
	readonly heading: string;
	readonly diff: PromptDiff;
	readonly changes: readonly ValueChange[];
}

/** Declared values that differ, as they stand in the files. */
export function valueTable({ id, heading, diff, changes }: ValueTableInput): HTMLElement {
	const headingId = `${id}-heading`;
	return element(
		'section',
		{ 'aria-labelledby': headingId },
		element('h2', { id: headingId }, heading),
		changes.length === 0
			? element('p', { class: 'empty' }, localize('Nothing differs.'))
			: element(
					'table',
					{ class: 'values', 'aria-labelledby': headingId },
					element(
						'thead',
						{},
						element(
							'tr',
							{},
							element('th', { scope: 'col' }, localize('Name')),
							element('th', { scope: 'col' }, diff.before.version ?? diff.before.label),
							element('th', { scope: 'col' }, diff.after.version ?? diff.after.label),
						),
					),
					element('tbody', {}, ...changes.map(valueRow)),
				),
	);
}

function valueRow({ name, before, after }: ValueChange): HTMLElement {
	return element(
		'tr',
		{},
		element('th', { scope: 'row' }, element('code', {}, name)),
		element('td', {}, before === undefined ? absent() : element('del', {}, before)),
		element('td', {}, after === undefined ? absent() : element('ins', {}, after)),
	);
}

function absent(): HTMLElement {
	return element('span', { class: 'dim' }, localize('absent'));
}
