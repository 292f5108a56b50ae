import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Disposable, DocumentLink as LspDocumentLink, Location, WorkspaceEdit } from 'vscode-languageserver/node';
import { memberOf } from '../../../core/base/member-of.ts';
import type { Result } from '../../../core/base/result.ts';
import { describeRenameRefusal } from '../../features/rename/describe-rename-refusal.ts';
import type { RenameRefusal } from '../../features/rename/rename-refusal.ts';
import { askAt, askDocument } from './ask-document.ts';
import { clientFiles } from '../client-files.ts';
import { toFlatOutline, toLspHighlight, toLspOutline } from '../convert/convert-symbols.ts';
import type { DiagnosticsChannel } from '../diagnostics/diagnostics-channel.ts';
import { followFileMoves } from '../follow-file-moves.ts';
import type { Session } from '../session.ts';
import { answerWorkspaceSymbols } from './workspace-symbol-answers.ts';

/** Answers everything the client asks about names: where they stand, what they lead to, and how to change them everywhere. */
export function answerSymbolQuestions(session: Session, channel: DiagnosticsChannel): readonly Disposable[] {
	return [
		...answerPlaces(session),
		...answerRename(session),
		...answerLinks(session),
		...answerWorkspaceSymbols(session),
		...followFileMoves(session, channel),
	];
}

function answerPlaces(session: Session): readonly Disposable[] {
	const { connection } = session;
	return [
		connection.onReferences((params, token) =>
			askAt(session, params, token, async ({ served: { folder, path }, offset }, signal): Promise<Location[]> => {
				const place = { path, offset, includesDeclaration: params.context.includeDeclaration };
				return clientFiles(session, folder).locations(await folder.service.references(place, signal));
			}),
		),
		connection.onDocumentHighlight((params, token) =>
			askAt(session, params, token, async ({ document, served: { folder, path }, offset }, signal) => {
				const highlights = await folder.service.highlights(path, offset, signal);
				return highlights.map(highlight => toLspHighlight(highlight, document.positions));
			}),
		),
		connection.onDocumentSymbol(({ textDocument }, token) =>
			askDocument(session, textDocument, token, async ({ document, served: { folder, path } }, signal) => {
				const items = await folder.service.outline(path, signal);
				return session.client.nestsOutline
					? items.map(item => toLspOutline(item, document.positions))
					: [...toFlatOutline(items, document.uri, document.positions)];
			}),
		),
	];
}

function answerRename(session: Session): readonly Disposable[] {
	const { connection } = session;
	return [
		connection.onPrepareRename((params, token) =>
			askAt(session, params, token, async ({ document, served: { folder, path }, offset }, signal) => {
				const target = accepted(session, await folder.service.prepareRename(path, offset, signal));
				return target && { range: document.positions.toRange(target.range), placeholder: target.name };
			}),
		),
		connection.onRenameRequest((params, token) =>
			askAt(session, params, token, async ({ served: { folder, path }, offset }, signal): Promise<WorkspaceEdit | undefined> => {
				const request = { path, offset, newName: params.newName, canMoveFiles: session.client.changesFiles };
				const change = accepted(session, await folder.service.rename(request, signal));
				return change && clientFiles(session, folder).workspaceEdit(change);
			}),
		),
	];
}

/** A refusal is an answer that clients show to the user. */
function accepted<Value>({ translate }: Session, result: Result<Value, RenameRefusal> | undefined): Value | undefined {
	if (result === undefined || result.ok) return result?.value;
	throw new ResponseError(LSPErrorCodes.RequestFailed, translate(describeRenameRefusal(result.failure)));
}

/** Where a link leads is looked up when it is followed, since the file may have moved since. */
function answerLinks(session: Session): readonly Disposable[] {
	const { connection, folders } = session;
	return [
		connection.onDocumentLinks(({ textDocument }, token) =>
			askDocument(
				session,
				textDocument,
				token,
				async ({ document, served: { folder, path } }, signal): Promise<LspDocumentLink[]> => {
					const links = await folder.service.links(path, signal);
					return links.map(({ range, target, tooltip }) => ({
						range: document.positions.toRange(range),
						tooltip: session.translate(tooltip),
						data: { folder: folder.uri, target },
					}));
				},
			),
		),
		connection.onDocumentLinkResolve(link => {
			const folder = folders.all.find(({ uri }) => uri === memberOf(link.data, 'folder'));
			const target = memberOf(link.data, 'target');
			if (folder === undefined || typeof target !== 'string' || !folder.service.facts().exists(target)) return link;
			return { ...link, target: clientFiles(session, folder).uri(target) };
		}),
	];
}
