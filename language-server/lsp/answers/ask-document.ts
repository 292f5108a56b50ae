import type { CancellationToken, Position, TextDocumentIdentifier } from 'vscode-languageserver/node';
import type { OpenDocument } from '../open-document.ts';
import type { Session } from '../session.ts';
import { withAbortSignal } from '../with-abort-signal.ts';
import type { ServedDocument } from '../workspace-folders.ts';

/** A document that is open, and who answers for it. */
export interface DocumentQuestion {
	readonly document: OpenDocument;
	readonly served: ServedDocument;
}

/** Asks the service that answers for a document. Null when the document is not open or nobody answers for it. */
export function askDocument<Answer>(
	session: Session,
	{ uri }: TextDocumentIdentifier,
	token: CancellationToken,
	answer: (question: DocumentQuestion, signal: AbortSignal) => Promise<Answer | undefined>,
): Promise<Answer | null> {
	const document = session.documents.get(uri);
	const served = session.folders.find(uri);
	if (document === undefined || served === undefined) return Promise.resolve(null);
	return withAbortSignal(token, async signal => (await answer({ document, served }, signal)) ?? null);
}

/** The same for a place in a document. */
export function askAt<Answer>(
	session: Session,
	{ textDocument, position }: { readonly textDocument: TextDocumentIdentifier; readonly position: Position },
	token: CancellationToken,
	answer: (question: DocumentQuestion & { readonly offset: number }, signal: AbortSignal) => Promise<Answer | undefined>,
): Promise<Answer | null> {
	return askDocument(session, textDocument, token, (question, signal) =>
		answer({ ...question, offset: question.document.positions.toOffset(position) }, signal),
	);
}
