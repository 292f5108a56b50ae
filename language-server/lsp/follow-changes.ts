import type { Disposable } from 'vscode-languageserver/node';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { DiagnosticsChannel } from './diagnostics/diagnostics-channel.ts';
import type { Session } from './session.ts';
import type { TextDocumentContents } from './answers/text-document-content.ts';
import type { WatchedFiles } from './watched-files.ts';
import type { WorkspaceSummaries } from './answers/workspace-summaries.ts';
import type { ServedDocument, ServedFolder } from './workspace-folders.ts';

/** Who is told. */
interface Followers {
	readonly channel: DiagnosticsChannel;
	readonly contents: TextDocumentContents;
	readonly summaries: WorkspaceSummaries;
	readonly watched: WatchedFiles;
}

/** Takes in what happens in the editor and on disk, and says when findings have changed. */
export function followChanges(session: Session, { channel, contents, summaries, watched }: Followers): readonly Disposable[] {
	const { connection, documents, folders } = session;
	return [
		documents.onDidOpen(({ document }) => {
			if (folders.find(document.uri) !== undefined) watched.start();
		}),
		documents.onDidChangeContent(({ document }) => {
			const served = folders.find(document.uri);
			if (served === undefined) return;
			const isNews = served.folder.service.setDocument(served.path, document.text);
			contents.changed();
			if (isNews) channel.workspaceChanged();
			else channel.documentChanged(document.uri);
		}),
		documents.onDidSave(({ document }) => {
			// The .git folder may lie above the workspace, where nobody watches it; a save is the moment to look again.
			const folder = folders.find(document.uri)?.folder;
			folder?.service.headChanged();
			channel.filesChanged();
			if (folder !== undefined) summaries.filesChanged(folder);
		}),
		documents.onDidClose(({ document }) => {
			const served = folders.find(document.uri);
			channel.documentClosed(document.uri);
			// What counts now is the file on disk, which may differ from what the editor had.
			if (served !== undefined) run(close(served));
		}),
		connection.onDidChangeWatchedFiles(({ changes }) => {
			const uris = changes.map(({ uri }) => uri);
			for (const folder of folders.all) run(takeIn(folder, pathsIn(folder, uris)));
		}),
	];

	function pathsIn(folder: ServedFolder, uris: readonly string[]): readonly WorkspacePath[] {
		const paths = uris.flatMap(uri => {
			const served = folders.find(uri);
			return served?.folder === folder ? [served.path] : [];
		});
		// A file is told of once for each pattern that matches it.
		return [...new Set(paths)];
	}

	async function close({ folder, path }: ServedDocument): Promise<void> {
		await folder.service.closeDocument(path);
		channel.filesChanged();
		summaries.filesChanged(folder);
	}

	async function takeIn(folder: ServedFolder, paths: readonly WorkspacePath[]): Promise<void> {
		const { service } = folder;
		const files = paths.filter(path => !path.startsWith('.git/'));
		const hasHeadMoved = files.length < paths.length;
		if (hasHeadMoved) service.headChanged();
		contents.changed();
		const isNews = files.length > 0 && (await service.filesChanged(files, new AbortController().signal));
		if (isNews || hasHeadMoved) channel.workspaceChanged();
		else if (files.length > 0) channel.filesChanged();
		if (files.length > 0) summaries.filesChanged(folder);
	}

	function run(work: Promise<unknown>): void {
		work.catch((error: unknown) => {
			connection.console.error(`A change was not taken in; findings may be out of date until the next one. ${String(error)}`);
		});
	}
}
