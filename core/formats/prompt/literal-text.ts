import type { TextRange } from '../../base/text/text-range.ts';
import type { Prompt } from './prompt.ts';
import type { Role, TemplateNode } from '../../../templates/api.ts';

/** A stretch of a message that reaches the model as it stands. */
export interface LiteralText {
	readonly range: TextRange;
	readonly role: Role;
	/** True inside of a block: it may be left out, or be there several times. */
	readonly isConditional: boolean;
}

/** The literal text of all messages in order of appearance, without tags, comments and role markers. */
export function literalTexts(prompt: Prompt): readonly LiteralText[] {
	return literalTextsByMessage(prompt).flat();
}

/** The same for each message, in the order of the messages. */
export function literalTextsByMessage({ messages, template }: Prompt): readonly (readonly LiteralText[])[] {
	const pieces = literalRanges(template.nodes, false);
	let first = 0;
	return messages.map(({ role, range }) => {
		// A text without a template, such as an example that is sent as it stands.
		if (range.start < template.range.start || template.range.end < range.end) return [{ range, role, isConditional: false }];
		// Messages and pieces are both in order, so that a long prompt is walked once.
		while ((pieces[first]?.range.end ?? Infinity) <= range.start) first++;
		const found: LiteralText[] = [];
		for (let index = first; index < pieces.length; index++) {
			const piece = pieces[index];
			if (piece === undefined || piece.range.start >= range.end) break;
			const start = Math.max(piece.range.start, range.start);
			const end = Math.min(piece.range.end, range.end);
			if (end > start) found.push({ range: { start, end }, role, isConditional: piece.isConditional });
		}
		return found;
	});
}

/** The literal text of all messages as one text: what counts for the size of a prompt before its inputs are filled in. */
export function joinedLiteralText(prompt: Prompt): string {
	return joinTexts(prompt, literalTexts(prompt));
}

/** What literal texts say, one behind the other. */
export function joinTexts({ text }: Prompt, texts: readonly LiteralText[]): string {
	return texts.map(({ range }) => text.slice(range.start, range.end)).join('');
}

function literalRanges(nodes: readonly TemplateNode[], isConditional: boolean): readonly Omit<LiteralText, 'role'>[] {
	return nodes.flatMap(node => {
		switch (node.kind) {
			case 'text':
			case 'error':
				return [{ range: node.range, isConditional }];
			case 'raw':
				return [{ range: node.contentRange, isConditional }];
			case 'block':
				return node.branches.flatMap(branch => literalRanges(branch.children, true));
			case 'comment':
			case 'output':
			case 'tag':
				return [];
		}
	});
}
