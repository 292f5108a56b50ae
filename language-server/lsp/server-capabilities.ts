import { TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { ServerCapabilities } from 'vscode-languageserver/node';
import { servedSchemes } from '../../core/workspace/served-document.ts';
import { closingTriggers } from '../features/editing/block-closing.ts';
import type { ClientFeatures } from './client-features.ts';
import { fixAllKind } from './answers/code-actions.ts';
import { semanticTokensLegend } from './answers/semantic-token-answers.ts';

const anyFile = { filters: [{ scheme: 'file', pattern: { glob: '**/*' } }] };

/** What the server offers this client. */
export function serverCapabilities(client: ClientFeatures): ServerCapabilities {
	return {
		positionEncoding: client.positionEncoding,
		textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
		// A finding in one file may come from another: a version that two files claim, a reference to a prompt.
		...(client.pullsDiagnostics && {
			diagnosticProvider: { identifier: 'stagemark', interFileDependencies: true, workspaceDiagnostics: true },
		}),
		codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind] },
		codeLensProvider: { resolveProvider: true },
		completionProvider: { triggerCharacters: ['{', '%', '|', '@'] },
		definitionProvider: true,
		documentFormattingProvider: true,
		documentHighlightProvider: true,
		documentLinkProvider: { resolveProvider: true },
		documentOnTypeFormattingProvider: { firstTriggerCharacter: closingTriggers[0], moreTriggerCharacter: closingTriggers.slice(1) },
		documentRangeFormattingProvider: true,
		documentSymbolProvider: true,
		foldingRangeProvider: true,
		hoverProvider: true,
		inlayHintProvider: { resolveProvider: true },
		referencesProvider: true,
		renameProvider: { prepareProvider: true },
		selectionRangeProvider: true,
		semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
		workspace: {
			textDocumentContent: { schemes: [...servedSchemes] },
			workspaceFolders: { supported: true, changeNotifications: true },
			// Any file may be one that something names: a dataset, a hypothesis, a folder of prompts.
			fileOperations: { willRename: anyFile, didRename: anyFile },
		},
		workspaceSymbolProvider: { resolveProvider: true },
	};
}
