import { CompletionItemKind, MarkupKind } from 'vscode-languageserver/node';
import type { CompletionItem as LspCompletionItem, Hover as LspHover } from 'vscode-languageserver/node';
import type { CompletionItem } from '../../features/completion/completion-item.ts';
import type { Hover } from '../../features/reading/hover-text.ts';
import type { PositionMap } from './position-map.ts';

export function toLspHover({ range, markdown }: Hover, positions: PositionMap): LspHover {
	return { range: positions.toRange(range), contents: { kind: MarkupKind.Markdown, value: markdown } };
}

/** Items keep the order of the service, which knows what is wanted first. */
export function toLspCompletionItem(item: CompletionItem, position: number, positions: PositionMap): LspCompletionItem {
	return {
		label: item.label,
		kind: completionKinds[item.kind],
		...(item.detail !== undefined && { detail: item.detail }),
		...(item.documentation !== undefined && { documentation: item.documentation }),
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
