import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import {
	createProtocolConnection,
	DidChangeTextDocumentNotification,
	DidCloseTextDocumentNotification,
	DidOpenTextDocumentNotification,
	DocumentDiagnosticRequest,
	InitializedNotification,
	PublishDiagnosticsNotification,
	ShutdownRequest,
	ExitNotification,
	StreamMessageReader,
	StreamMessageWriter,
	RegistrationRequest,
	DiagnosticRefreshRequest,
	CodeLensRefreshRequest,
} from 'vscode-languageserver/node';
import type {
	ClientCapabilities,
	Diagnostic,
	InitializeResult,
	ProtocolConnection,
	PublishDiagnosticsParams,
	Registration,
	TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { serverBundle } from './server-bundle.ts';

/** What VS Code can do, as far as the server looks at it. */
export const editorCapabilities: ClientCapabilities = {
	textDocument: {
		diagnostic: { relatedDocumentSupport: false },
		documentSymbol: { hierarchicalDocumentSymbolSupport: true },
		publishDiagnostics: { dataSupport: true },
	},
	workspace: {
		diagnostics: { refreshSupport: true },
		codeLens: { refreshSupport: true },
		didChangeWatchedFiles: { dynamicRegistration: true },
		symbol: { resolveSupport: { properties: ['location.range'] } },
		workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
		workspaceFolders: true,
	},
};

/** A real client at the other end of the server's standard input and output. */
export class ClientProcess {
	readonly connection: ProtocolConnection;
	readonly process: ChildProcessWithoutNullStreams;
	readonly published: PublishDiagnosticsParams[] = [];
	readonly registrations: Registration[] = [];
	refreshCount = 0;
	initialized: InitializeResult = { capabilities: {} };
	readonly #root: string;
	readonly #versions = new Map<string, number>();

	private constructor(process: ChildProcessWithoutNullStreams, root: string) {
		this.process = process;
		this.#root = root;
		this.connection = createProtocolConnection(new StreamMessageReader(process.stdout), new StreamMessageWriter(process.stdin));
		this.connection.onNotification(PublishDiagnosticsNotification.type, params => void this.published.push(params));
		this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => void this.registrations.push(...registrations));
		this.connection.onRequest(DiagnosticRefreshRequest.type, () => {
			this.refreshCount++;
		});
		this.connection.onRequest(CodeLensRefreshRequest.type, () => undefined);
		this.connection.listen();
	}

	/** Starts a server on a folder and shakes hands with it. */
	static async start(
		root: string,
		capabilities: ClientCapabilities = editorCapabilities,
		folders = [root],
		locale = 'en',
	): Promise<ClientProcess> {
		const child = spawn(process.execPath, [await serverBundle(), '--stdio'], { stdio: 'pipe' });
		const client = new ClientProcess(child, root);
		client.initialized = await client.connection.sendRequest<InitializeResult>('initialize', {
			processId: process.pid,
			capabilities,
			locale,
			workspaceFolders: folders.map(folder => ({ uri: pathToFileURL(folder).href, name: folder })),
		});
		await client.connection.sendNotification(InitializedNotification.type, {});
		return client;
	}

	uri(path: string): string {
		return pathToFileURL(`${this.#root}/${path}`).href;
	}

	async open(path: string, text: string): Promise<void> {
		const uri = this.uri(path);
		this.#versions.set(uri, 1);
		await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
			textDocument: { uri, languageId: 'stagemark-prompt', version: 1, text },
		});
	}

	/** Sends edits as an editor does while somebody types. */
	async change(path: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
		const uri = this.uri(path);
		const version = (this.#versions.get(uri) ?? 0) + 1;
		this.#versions.set(uri, version);
		await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges });
	}

	async close(path: string): Promise<void> {
		await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: this.uri(path) } });
	}

	/** Asks for the findings of a document. */
	async pull(path: string): Promise<Diagnostic[]> {
		const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: this.uri(path) } });
		if (report.kind !== 'full') throw new Error('An answer without a previous one must be full.');
		return report.items;
	}

	/** Ends the server the way the protocol asks for, and gives its exit code. */
	async stop(): Promise<number | null> {
		const exited = once(this.process, 'exit');
		await this.connection.sendRequest(ShutdownRequest.type);
		await this.connection.sendNotification(ExitNotification.type);
		await exited;
		this.connection.dispose();
		return this.process.exitCode;
	}
}

/** Findings in one line each: where, how bad, which rule. Positions count from 0, as in the protocol. */
export function inShort(diagnostics: readonly Diagnostic[]): readonly string[] {
	return diagnostics.map(({ range: { start, end }, severity, code }) => {
		const place = `${start.line}:${start.character}-${end.line}:${end.character}`;
		return `${place} ${['', 'error', 'warning', 'info', 'hint'][severity ?? 0] ?? ''} ${String(code)}`;
	});
}
