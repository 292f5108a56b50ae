import type { InitializeParams } from 'vscode-languageserver/node';
import { choosePositionEncoding } from './position-map.ts';
import type { PositionEncoding } from './position-map.ts';

/** What the client at the other end can do, as far as the server behaves differently for it. */
export interface ClientFeatures {
	readonly positionEncoding: PositionEncoding;
	/** Asks for diagnostics itself. Without it they are sent unasked. */
	readonly pullsDiagnostics: boolean;
	readonly refreshesDiagnostics: boolean;
	readonly refreshesCodeLenses: boolean;
	/** Watches files for the server when told which. */
	readonly watchesFiles: boolean;
	/** Takes edits together with the version of the document they were made for. */
	readonly takesVersionedEdits: boolean;
	/** Opens a web page when asked to. */
	readonly showsDocuments: boolean;
}

export function readClientFeatures({ capabilities }: InitializeParams): ClientFeatures {
	const { general, textDocument, window, workspace } = capabilities;
	return {
		positionEncoding: choosePositionEncoding(general?.positionEncodings),
		pullsDiagnostics: textDocument?.diagnostic !== undefined,
		refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
		refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
		watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
		takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
		showsDocuments: window?.showDocument?.support === true,
	};
}
