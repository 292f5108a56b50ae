import { element } from '../shared/element.ts';
import { icon } from '../shared/icon.ts';
import { localize } from '../shared/localize.ts';
import type { TimelinePageInput } from './view.ts';

/** Whether chain, contents, evidence, approvals, history and tags are intact; what does not belong to one entry is told here. */
export function verifyBanner({ problems, registry }: TimelinePageInput): HTMLElement {
	const overrides = registry.transitions.filter(({ override }) => override === true).length;
	if (problems === undefined)
		return banner('info', 'waiting', localize('Verifying chain, contents, evidence, approvals, history and tags…'), []);
	const exceptions =
		overrides === 0 ? [] : [overrides === 1 ? localize('1 move is an override.') : localize('{0} moves are overrides.', overrides)];
	if (problems.length === 0) {
		return banner(
			'good',
			'better',
			localize('Verified: chain, contents, evidence, approvals, history and tags are intact.'),
			exceptions,
		);
	}
	const words =
		problems.length === 1 ? localize('Verification found 1 problem.') : localize('Verification found {0} problems.', problems.length);
	return banner('bad', 'refused', words, [...problems.map(({ message }) => message), ...exceptions]);
}

function banner(tone: string, sign: 'waiting' | 'better' | 'refused', words: string, lines: readonly string[]): HTMLElement {
	return element(
		'section',
		{ class: `banner banner-${tone}`, role: 'status', 'aria-label': localize('Verification') },
		icon(sign),
		element(
			'div',
			{},
			element('p', {}, element('strong', {}, words)),
			lines.length > 0 && element('ul', {}, ...lines.map(line => element('li', {}, line))),
		),
	);
}
