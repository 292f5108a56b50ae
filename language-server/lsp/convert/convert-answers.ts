import { CompletionItemKind, MarkupKind } from 'vscode-languageserver/node';
import type { CompletionItem as LspCompletionItem, Hover as LspHover } from 'vscode-languageserver/node';
import type { CompletionItem } from '../../features/completion/completion-item.ts';
import type { Hover } from '../../features/reading/hover-text.ts';
import type { PositionMap } from './position-map.ts';
import type { Translate } from '../../../io/create-translate.ts';
import { translateMarkdown } from './translate-markdown.ts';

/** What an answer is converted with. */
export interface AnswerTarget {
	readonly positions: PositionMap;
	readonly translate: Translate;
}

/** @param page - The Markdown page that is shown in place of the words of the hover. */
export function toLspHover({ range, markdown }: Hover, { positions, translate }: AnswerTarget, page?: string): LspHover {
	const value = page ?? translateMarkdown(markdown, translate);
	return { range: positions.toRange(range), contents: { kind: MarkupKind.Markdown, value } };
}

/** Items keep the order of the service, which knows what is wanted first. */
export function toLspCompletionItem(item: CompletionItem, position: number, { positions, translate }: AnswerTarget): LspCompletionItem {
	return {
		label: item.label,
		kind: completionKinds[item.kind],
		...(item.detail !== undefined && { detail: translate(item.detail) }),
		...(item.documentation !== undefined && { documentation: translate(item.documentation) }),
		sortText: String(position).padStart(5, '0'),
		filterText: item.label,
		textEdit: { range: positions.toRange(item.edit.range), newText: item.edit.newText },
	};
}

const completionKinds: Readonly<Record<CompletionItem['kind'], CompletionItemKind>> = {
	key: CompletionItemKind.Property,
	value: CompletionItemKind.EnumMember,
	variable: CompletionItemKind.Variable,
	filter: CompletionItemKind.Function,
	reference: CompletionItemKind.Reference,
	keyword: CompletionItemKind.Keyword,
};
