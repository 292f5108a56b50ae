import { MessageType, ShowMessageNotification } from 'vscode-languageserver/node';
import type { Disposable, FileRename, WorkspaceEdit } from 'vscode-languageserver/node';
import type { FileEdit, FileMove } from '../features/symbols/symbol-service.ts';
import { clientFiles } from './client-files.ts';
import type { DiagnosticsChannel } from './diagnostics/diagnostics-channel.ts';
import type { Session } from './session.ts';
import { withAbortSignal } from './with-abort-signal.ts';
import type { ServedFolder } from './workspace-folders.ts';

/** Lets references follow files and folders that the user renames in the editor, and takes the new places in at once. */
export function followFileMoves(session: Session, channel: DiagnosticsChannel): readonly Disposable[] {
	const { connection, folders } = session;
	return [
		connection.workspace.onWillRenameFiles(({ files }, token) =>
			withAbortSignal(token, async signal => {
				const answers: WorkspaceEdit[] = [];
				for (const folder of folders.all) {
					const moves = movesIn(session, folder, files);
					const { edits, warnings } = moves.length === 0 ? nothing : await folder.service.moveFiles(moves, signal);
					for (const warning of warnings) {
						const message = session.translate(warning);
						await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
					}
					if (edits.length > 0) answers.push(await clientFiles(session, folder).workspaceEdit({ edits, moves: [] }));
				}
				return answers.length === 0 ? null : joined(answers);
			}),
		),
		connection.workspace.onDidRenameFiles(({ files }) => {
			for (const folder of folders.all) {
				const moves = movesIn(session, folder, files);
				if (moves.length > 0) takeIn(folder, moves);
			}
		}),
	];

	function takeIn({ service }: ServedFolder, moves: readonly FileMove[]): void {
		const paths = moves.flatMap(({ from, to }) => [
			from,
			to,
			...service
				.documents()
				.filter(path => path.startsWith(`${from}/`))
				.flatMap(path => [path, to + path.slice(from.length)]),
		]);
		service.filesChanged(paths, new AbortController().signal).then(
			isNews => (isNews ? channel.workspaceChanged() : channel.filesChanged()),
			(error: unknown) => connection.console.error(`Renamed files were not taken in; findings may be out of date. ${String(error)}`),
		);
	}
}

const nothing: { readonly edits: readonly FileEdit[]; readonly warnings: readonly string[] } = { edits: [], warnings: [] };

/** Moves within one folder: what leaves it is another folder’s, where nothing of this one is known. */
function movesIn({ folders }: Session, folder: ServedFolder, files: readonly FileRename[]): readonly FileMove[] {
	return files.flatMap(({ oldUri, newUri }) => {
		const [from, to] = [folders.find(oldUri), folders.find(newUri)];
		return from?.folder === folder && to?.folder === folder ? [{ from: from.path, to: to.path }] : [];
	});
}

function joined(edits: readonly WorkspaceEdit[]): WorkspaceEdit {
	const documentChanges = edits.flatMap(edit => edit.documentChanges ?? []);
	const changes = Object.assign({}, ...edits.map(edit => edit.changes ?? {})) as NonNullable<WorkspaceEdit['changes']>;
	return documentChanges.length > 0 ? { documentChanges } : { changes };
}
