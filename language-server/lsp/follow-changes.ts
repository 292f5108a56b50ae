import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';
import type { Disposable } from 'vscode-languageserver/node';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { DiagnosticsChannel } from './diagnostics/diagnostics-channel.ts';
import type { Session } from './session.ts';
import type { TextDocumentContents } from './answers/text-document-content.ts';
import type { ServedFolder } from './workspace-folders.ts';

/** Files whose changes matter to findings, hovers and code lenses, and those by which a move of HEAD is noticed. */
const watchedFiles = [
	'**/*.{yaml,yml,j2,jinja,jinja2,prompt,prompty,md,txt,json,jsonl,csv,tsv,parquet,dvc}',
	'**/{dvc.lock,.gitattributes}',
	'**/.git/HEAD',
	'**/.git/logs/HEAD',
];

/** Who is told. */
interface Followers {
	readonly channel: DiagnosticsChannel;
	readonly contents: TextDocumentContents;
}

/** Takes in what happens in the editor and on disk, and says when findings have changed. */
export function followChanges(session: Session, { channel, contents }: Followers): readonly Disposable[] {
	const { connection, documents, folders } = session;
	let isWatching = false;
	return [
		documents.onDidOpen(({ document }) => {
			if (folders.find(document.uri) !== undefined) watchFiles();
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
			folders.find(document.uri)?.folder.service.headChanged();
			channel.filesChanged();
		}),
		documents.onDidClose(({ document }) => {
			const served = folders.find(document.uri);
			channel.documentClosed(document.uri);
			// What counts now is the file on disk, which may differ from what the editor had.
			if (served !== undefined) run(served.folder.service.closeDocument(served.path).then(() => channel.filesChanged()));
		}),
		connection.onDidChangeWatchedFiles(({ changes }) => {
			const uris = changes.map(({ uri }) => uri);
			for (const folder of folders.all) run(takeIn(folder, pathsIn(folder, uris)));
		}),
	];

	function pathsIn(folder: ServedFolder, uris: readonly string[]): readonly WorkspacePath[] {
		return uris.flatMap(uri => {
			const served = folders.find(uri);
			return served?.folder === folder ? [served.path] : [];
		});
	}

	async function takeIn({ service }: ServedFolder, paths: readonly WorkspacePath[]): Promise<void> {
		const files = paths.filter(path => !path.startsWith('.git/'));
		const hasHeadMoved = files.length < paths.length;
		if (hasHeadMoved) service.headChanged();
		contents.changed();
		const isNews = files.length > 0 && (await service.filesChanged(files, new AbortController().signal));
		if (isNews || hasHeadMoved) channel.workspaceChanged();
		else if (files.length > 0) channel.filesChanged();
	}

	/** Not before a document of ours is open: a server nobody needs yet should cost nothing. */
	function watchFiles(): void {
		if (isWatching || !session.client.watchesFiles) return;
		isWatching = true;
		const watchers = watchedFiles.map(globPattern => ({ globPattern }));
		run(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
	}

	function run(work: Promise<unknown>): void {
		work.catch((error: unknown) => {
			connection.console.error(`A change was not taken in; findings may be out of date until the next one. ${String(error)}`);
		});
	}
}
