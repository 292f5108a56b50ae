import type { MessageDiff, PromptDiff, TextChange } from '../../core/formats/prompt/diff/prompt-diff.ts';
import { element } from '../shared/element.ts';
import { localize } from '../shared/localize.ts';

/** The messages of both versions side by side, one row per role, changed words marked. */
export function messageColumns(diff: PromptDiff): HTMLElement {
	return element(
		'section',
		{ 'aria-labelledby': 'messages-heading' },
		element('h2', { id: 'messages-heading' }, localize('Messages')),
		...(diff.messages.length === 0
			? [element('p', { class: 'empty' }, localize('Neither version has a message.'))]
			: diff.messages.map(message => messageRow(message, diff))),
	);
}

function messageRow(message: MessageDiff, { before, after }: PromptDiff): HTMLElement {
	const row = element('details', { class: `message message-${message.status}`, open: message.status !== 'same' });
	row.append(
		element(
			'summary',
			{},
			element('span', { class: 'role' }, message.role),
			element('span', { class: 'badge' }, statusWord(message.status)),
		),
		element(
			'div',
			{ class: 'sides' },
			side(
				before.version ?? before.label,
				message.status === 'added' ? undefined : message.changes.filter(change => change.kind !== 'added'),
			),
			side(
				after.version ?? after.label,
				message.status === 'removed' ? undefined : message.changes.filter(change => change.kind !== 'removed'),
			),
		),
	);
	return row;
}

function side(name: string, changes: readonly TextChange[] | undefined): HTMLElement {
	return element(
		'div',
		{ class: 'side', role: 'group', 'aria-label': name },
		element('div', { class: 'side-name' }, name),
		changes === undefined
			? element('p', { class: 'empty' }, localize('This version does not have the message.'))
			: element('pre', { class: 'text' }, ...changes.map(changeText)),
	);
}

function changeText({ kind, text }: TextChange): Node | string {
	switch (kind) {
		case 'same':
			return text;
		case 'added':
			return element('ins', {}, text);
		case 'removed':
			return element('del', {}, text);
	}
}

function statusWord(status: MessageDiff['status']): string {
	switch (status) {
		case 'same':
			return localize('unchanged');
		case 'changed':
			return localize('changed');
		case 'added':
			return localize('added');
		case 'removed':
			return localize('removed');
	}
}
