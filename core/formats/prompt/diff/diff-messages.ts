import { diffArrays } from 'diff';
import { canonicalText } from '../hash/canonical-text.ts';
import { diffWords } from './diff-words.ts';
import type { MessageDiff } from './prompt-diff.ts';
import type { Prompt } from '../prompt.ts';
import type { Role } from '../../../../templates/api.ts';

/**
 * The messages of both prompts side by side, in order. Messages with the same text belong together first, then, between
 * those, messages of the same role, so that an example put in front does not shift all that follows.
 */
export function diffMessages(before: Prompt, after: Prompt): readonly MessageDiff[] {
	const diffs: MessageDiff[] = [];
	let removed: readonly MessageText[] = [];
	let added: readonly MessageText[] = [];
	for (const part of diffArrays(textsOf(before), textsOf(after), { comparator: isSameMessage })) {
		if (part.removed) removed = part.value;
		else if (part.added) added = part.value;
		else {
			diffs.push(...diffByRole(removed, added), ...part.value.map(describeSame));
			removed = [];
			added = [];
		}
	}
	return [...diffs, ...diffByRole(removed, added)];
}

interface MessageText {
	readonly role: Role;
	readonly text: string;
}

function textsOf(prompt: Prompt): MessageText[] {
	return prompt.messages.map(({ role, range }) => ({ role, text: canonicalText(prompt, range) }));
}

function diffByRole(before: readonly MessageText[], after: readonly MessageText[]): readonly MessageDiff[] {
	let [beforeIndex, afterIndex] = [0, 0];
	return diffArrays([...before], [...after], { comparator: (left, right) => left.role === right.role }).flatMap(part =>
		part.value.map(message => {
			if (part.removed) beforeIndex++;
			else if (part.added) afterIndex++;
			else return describeChanged(before[beforeIndex++] ?? message, after[afterIndex++] ?? message);
			return describeOneSided(message, part.added ? 'added' : 'removed');
		}),
	);
}

function describeSame({ role, text }: MessageText): MessageDiff {
	return { role, status: 'same', changes: [{ kind: 'same', text }] };
}

function describeChanged(before: MessageText, after: MessageText): MessageDiff {
	return { role: after.role, status: 'changed', changes: diffWords(before.text, after.text) };
}

function describeOneSided({ role, text }: MessageText, status: 'added' | 'removed'): MessageDiff {
	return { role, status, changes: [{ kind: status, text }] };
}

function isSameMessage(left: MessageText, right: MessageText): boolean {
	return left.role === right.role && left.text === right.text;
}
