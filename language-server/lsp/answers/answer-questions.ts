import type { Disposable } from 'vscode-languageserver/node';
import { askAt, askDocument } from './ask-document.ts';
import { clientFiles } from '../client-files.ts';
import { codeActions } from './code-actions.ts';
import { toLspCompletionItem, toLspHover } from '../convert/convert-answers.ts';
import { rulePageFor } from '../convert/rule-hover.ts';
import { documentReport } from '../diagnostics/diagnostic-reports.ts';
import type { DiagnosticsChannel } from '../diagnostics/diagnostics-channel.ts';
import type { Session } from '../session.ts';
import { withAbortSignal } from '../with-abort-signal.ts';
import { answerForWorkspace } from '../diagnostics/workspace-diagnostics.ts';

/** Answers everything the client asks about documents. A question about a document that is not ours has an empty answer. */
export function answerQuestions(session: Session, channel: DiagnosticsChannel): readonly Disposable[] {
	const { connection } = session;
	return [
		connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }, token) =>
			withAbortSignal(token, async signal => {
				const served = session.folders.find(uri);
				return documentReport(served === undefined ? [] : await channel.diagnosticsOf(served, signal), previousResultId);
			}),
		),
		connection.languages.diagnostics.onWorkspace((params, token, _, progress) =>
			answerForWorkspace(session, channel, { params, progress }, token),
		),
		connection.onHover((params, token) =>
			askAt(session, params, token, async ({ document, served, offset }, signal) => {
				const hover = await served.folder.service.hover(served.path, offset, signal);
				return (
					hover &&
					toLspHover(hover, { positions: document.positions, translate: session.translate }, await rulePageFor(hover, session))
				);
			}),
		),
		connection.onCompletion((params, token) =>
			askAt(session, params, token, async ({ document, served, offset }, signal) => {
				const items = await served.folder.service.complete(served.path, offset, signal);
				return items.map((item, position) =>
					toLspCompletionItem(item, position, { positions: document.positions, translate: session.translate }),
				);
			}),
		),
		connection.onDefinition((params, token) =>
			askAt(session, params, token, async ({ served, offset }, signal) => {
				const locations = await served.folder.service.define(served.path, offset, signal);
				return clientFiles(session, served.folder).locations(locations);
			}),
		),
		connection.onCodeAction(({ textDocument, context }, token) =>
			askDocument(session, textDocument, token, async ({ document, served }, signal) => [
				...(await codeActions(
					{
						document,
						served,
						client: session.client,
						files: clientFiles(session, served.folder),
						translate: session.translate,
					},
					context,
					signal,
				)),
			]),
		),
	];
}
