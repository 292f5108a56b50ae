import type { InitializeParams, WorkspaceClientCapabilities } from 'vscode-languageserver/node';
import { choosePositionEncoding } from './convert/position-map.ts';
import type { PositionEncoding } from './convert/position-map.ts';

/** What the client at the other end can do, as far as the server behaves differently for it. */
export interface ClientFeatures {
	readonly positionEncoding: PositionEncoding;
	/** The language of the editor, as `pt-br`. */
	readonly locale: string | undefined;
	/** Asks for diagnostics itself. Without it they are sent unasked. */
	readonly pullsDiagnostics: boolean;
	readonly refreshesDiagnostics: boolean;
	readonly refreshesCodeLenses: boolean;
	readonly refreshesInlayHints: boolean;
	readonly refreshesSemanticTokens: boolean;
	/** Tells its settings when asked. */
	readonly givesSettings: boolean;
	/** Tells when its settings change. */
	readonly announcesSettings: boolean;
	/** Shows documents that the server writes, and asks for them again when told. */
	readonly refreshesContents: boolean;
	/** Watches files for the server when told which. */
	readonly watchesFiles: boolean;
	/** Takes patterns for what it watches that hold below one folder only. */
	readonly watchesBelowFolders: boolean;
	/** Opens and closes folders in one window. */
	readonly changesFolders: boolean;
	/** Shows an outline as a tree. */
	readonly nestsOutline: boolean;
	/** Asks for the place of a workspace symbol when somebody goes there. */
	readonly resolvesSymbols: boolean;
	/** Takes edits together with the version of the document they were made for. */
	readonly takesVersionedEdits: boolean;
	/** Makes and renames files as part of an edit. Only edits of documents and such changes in one list have an order. */
	readonly changesFiles: boolean;
}

export function readClientFeatures({ capabilities: { general, textDocument, workspace }, locale }: InitializeParams): ClientFeatures {
	return {
		locale,
		positionEncoding: choosePositionEncoding(general?.positionEncodings),
		pullsDiagnostics: textDocument?.diagnostic !== undefined,
		nestsOutline: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
		takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
		...readWorkspaceFeatures(workspace),
	};
}

function readWorkspaceFeatures(
	workspace: WorkspaceClientCapabilities = {},
): Omit<ClientFeatures, 'locale' | 'positionEncoding' | 'pullsDiagnostics' | 'takesVersionedEdits' | 'nestsOutline'> {
	return {
		...readRefreshes(workspace),
		changesFiles: changesFiles(workspace),
		announcesSettings: workspace.didChangeConfiguration?.dynamicRegistration === true,
		givesSettings: workspace.configuration === true,
		changesFolders: workspace.workspaceFolders === true,
		resolvesSymbols: workspace.symbol?.resolveSupport?.properties.includes('location.range') === true,
		watchesFiles: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
		watchesBelowFolders: workspace.didChangeWatchedFiles?.relativePatternSupport === true,
	};
}

function readRefreshes({
	codeLens,
	diagnostics,
	inlayHint,
	semanticTokens,
	textDocumentContent,
}: WorkspaceClientCapabilities): Pick<
	ClientFeatures,
	'refreshesCodeLenses' | 'refreshesContents' | 'refreshesDiagnostics' | 'refreshesInlayHints' | 'refreshesSemanticTokens'
> {
	return {
		refreshesCodeLenses: codeLens?.refreshSupport === true,
		refreshesContents: textDocumentContent !== undefined,
		refreshesDiagnostics: diagnostics?.refreshSupport === true,
		refreshesInlayHints: inlayHint?.refreshSupport === true,
		refreshesSemanticTokens: semanticTokens?.refreshSupport === true,
	};
}

function changesFiles({ workspaceEdit }: WorkspaceClientCapabilities): boolean {
	const operations: readonly string[] = workspaceEdit?.resourceOperations ?? [];
	return workspaceEdit?.documentChanges === true && operations.includes('create') && operations.includes('rename');
}
