import type { PromotionPreview } from '../../core/use-cases/review/promotion-overview.ts';
import type { Transition } from '../../core/formats/registry/registry-file.ts';
import { element } from '../shared/element.ts';
import type { Child } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';
import type { PromotionView } from './view.ts';

/** The lines of the commit before it is made; for a move that was made, where it stands. */
export function writtenSection({ overview, post }: PromotionView): HTMLElement | false {
	const { preview, arrival } = overview;
	if (preview === undefined && arrival === undefined) return false;
	const heading = preview === undefined ? localize('What was written') : localize('What will be written');
	const rows = preview === undefined ? recordedRows(arrival) : previewRows(preview);
	const open = element('button', { type: 'button', class: 'link', 'data-key': 'open-registry' }, localize('Open the registry file'));
	open.addEventListener('click', () => post({ kind: 'open-registry' }));
	return element(
		'section',
		{ 'aria-labelledby': 'written-heading' },
		element('h2', { id: 'written-heading' }, heading),
		element('dl', { class: 'written' }, ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, ...value)])),
		element('p', { class: 'footnote' }, open),
	);
}

type Row = readonly [name: string, value: readonly Child[]];

function previewRows({ path, transitions, subject, tag }: PromotionPreview): readonly Row[] {
	const count = transitions.length;
	return [
		[localize('file'), [path]],
		[count === 1 ? localize('1 transition') : localize('{0} transitions', count), transitions.map(moveLine)],
		[localize('commit'), [subject ?? localize('nothing is committed')]],
		...(tag === undefined ? [] : [[localize('tag'), [tag]] as const]),
	];
}

function recordedRows(arrival: Transition | undefined): readonly Row[] {
	if (arrival === undefined) return [];
	return [
		[localize('transition'), [moveLine(arrival)]],
		[localize('content'), [arrival.prompt_sha256 ?? localize('not recorded')]],
		[localize('digest'), [arrival.digest]],
	];
}

function moveLine({ version, from, to }: Transition): HTMLElement {
	return element('div', { class: 'move' }, `${version}  ${from} → `, element('ins', {}, to));
}
