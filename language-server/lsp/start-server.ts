import type { Connection, Disposable, InitializeResult } from 'vscode-languageserver/node';
import { readClientFeatures } from './client-features.ts';
import type { ClientFeatures } from './client-features.ts';
import { DiagnosticsChannel } from './diagnostics/diagnostics-channel.ts';
import { answerEditingQuestions } from './answers/answer-editing-questions.ts';
import { answerQuestions } from './answers/answer-questions.ts';
import { answerSymbolQuestions } from './answers/answer-symbol-questions.ts';
import { followChanges } from './follow-changes.ts';
import { answerLintText } from './answers/lint-text.ts';
import { createDocuments } from './open-document.ts';
import { bundledRulePages } from './convert/rule-page.ts';
import { createTranslate } from '../../io/create-translate.ts';
import type { Session } from './session.ts';
import { serverCapabilities } from './server-capabilities.ts';
import { TextDocumentContents } from './answers/text-document-content.ts';
import { WatchedFiles } from './watched-files.ts';
import { WorkspaceSummaries } from './answers/workspace-summaries.ts';
import { WorkspaceFolders } from './workspace-folders.ts';

/** Serves one client over `connection` until it goes away. Nothing is read from disk before a document of ours is opened. */
export function startServer(connection: Connection): void {
	const folders = new WorkspaceFolders({
		log: message => connection.console.warn(message),
		findingsChanged: () => diagnostics.workspaceChanged(),
	});
	let client: ClientFeatures | undefined;
	const documents = createDocuments(() => client?.positionEncoding ?? 'utf-16');
	const session: Session = {
		connection,
		folders,
		documents,
		rulePages: bundledRulePages(),
		translate: createTranslate(() => session.client.locale),
		get client(): ClientFeatures {
			if (client === undefined) throw new Error('The client sent a request before “initialize”.');
			return client;
		},
	};
	const diagnostics = new DiagnosticsChannel(session);
	const contents = new TextDocumentContents(session);
	const watched = new WatchedFiles(session);
	const summaries = new WorkspaceSummaries(session, watched);

	const owned: Disposable[] = [
		connection.onInitialize((params): InitializeResult => {
			client = readClientFeatures(params);
			folders.add(params.workspaceFolders ?? []);
			return { capabilities: serverCapabilities(client), serverInfo: { name: 'Stagemark' } };
		}),
		connection.onInitialized(() => {
			if (session.client.changesFolders) owned.push(followFolders());
		}),
		connection.onShutdown(() => {
			diagnostics.dispose();
			folders.dispose();
			for (const disposable of owned) disposable.dispose();
		}),
		...answerEditingQuestions(session),
		answerLintText(session),
		...answerQuestions(session, diagnostics),
		...answerSymbolQuestions(session, diagnostics),
		...contents.listen(),
		summaries.listen(() => diagnostics.workspaceChanged()),
		...followChanges(session, { channel: diagnostics, contents, summaries, watched }),
		watched,
		documents.listen(connection),
	];
	connection.listen();

	/** Possible only once the client has said that it has folders. */
	function followFolders(): Disposable {
		return connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
			for (const folder of folders.remove(removed)) watched.forget(folder);
			folders.add(added);
			diagnostics.workspaceChanged();
		});
	}
}
