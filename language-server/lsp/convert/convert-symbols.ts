import { DocumentHighlightKind, SymbolKind } from 'vscode-languageserver/node';
import type { DocumentHighlight, DocumentSymbol, SymbolInformation } from 'vscode-languageserver/node';
import type { Highlight, OutlineItem, WorkspaceSymbol } from '../../features/symbols/symbol-service.ts';
import type { PositionMap } from './position-map.ts';

export function toLspHighlight({ range, kind }: Highlight, positions: PositionMap): DocumentHighlight {
	return { range: positions.toRange(range), kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read };
}

export function toLspOutline(item: OutlineItem, positions: PositionMap): DocumentSymbol {
	return {
		name: item.name,
		...(item.detail !== undefined && { detail: item.detail }),
		kind: outlineKinds[item.kind],
		range: positions.toRange(item.range),
		selectionRange: positions.toRange(item.nameRange),
		children: item.children.map(child => toLspOutline(child, positions)),
	};
}

/** For clients that know no tree: each item with the name of what it lies in. */
export function toFlatOutline(
	items: readonly OutlineItem[],
	uri: string,
	positions: PositionMap,
	container = '',
): readonly SymbolInformation[] {
	return items.flatMap(({ name, kind, range, children }) => [
		{
			name,
			kind: outlineKinds[kind],
			location: { uri, range: positions.toRange(range) },
			...(container !== '' && { containerName: container }),
		},
		...toFlatOutline(children, uri, positions, name),
	]);
}

export const workspaceSymbolKinds: Readonly<Record<WorkspaceSymbol['kind'], SymbolKind>> = {
	prompt: SymbolKind.Class,
	version: SymbolKind.Constant,
	experiment: SymbolKind.Module,
	metric: SymbolKind.Field,
};

const outlineKinds: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
	section: SymbolKind.Namespace,
	role: SymbolKind.String,
	block: SymbolKind.Struct,
	input: SymbolKind.Variable,
	variable: SymbolKind.Function,
	metric: SymbolKind.Field,
	variant: SymbolKind.EnumMember,
	version: SymbolKind.Constant,
	stage: SymbolKind.Enum,
	event: SymbolKind.Event,
	key: SymbolKind.Property,
};
