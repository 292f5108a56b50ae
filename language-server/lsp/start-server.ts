import type { Connection, InitializeResult } from 'vscode-languageserver/node';
import { readClientFeatures } from './client-features.ts';
import type { ClientFeatures } from './client-features.ts';
import { DiagnosticsChannel } from './diagnostics-channel.ts';
import { answerQuestions } from './answer-questions.ts';
import { followChanges } from './follow-changes.ts';
import { createDocuments } from './open-document.ts';
import { readRulePages } from './rule-page.ts';
import { serverCapabilities } from './server-capabilities.ts';
import { WorkspaceFolders } from './workspace-folders.ts';

/** Serves one client over `connection` until it goes away. Nothing is read from disk before a document of ours is opened. */
export function startServer(connection: Connection): void {
	const folders = new WorkspaceFolders(message => connection.console.warn(message));
	let client: ClientFeatures | undefined;
	const documents = createDocuments(() => client?.positionEncoding ?? 'utf-16');
	const session = {
		connection,
		folders,
		documents,
		rulePages: readRulePages(),
		get client(): ClientFeatures {
			if (client === undefined) throw new Error('The client sent a request before “initialize”.');
			return client;
		},
	};
	const diagnostics = new DiagnosticsChannel(session);

	connection.onInitialize((params): InitializeResult => {
		client = readClientFeatures(params);
		// A client without folders may still name the one root it has, as the protocol did in the beginning.
		const root = params.rootUri === null || params.rootUri === undefined ? [] : [{ uri: params.rootUri }];
		folders.add(params.workspaceFolders ?? root);
		return { capabilities: serverCapabilities(client), serverInfo: { name: 'Stagemark' } };
	});
	connection.onShutdown(() => {
		diagnostics.dispose();
		folders.dispose();
	});

	answerQuestions(session, diagnostics);
	followChanges(session, diagnostics);
	documents.listen(connection);
	connection.listen();
}
