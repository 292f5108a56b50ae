import { CodeLensRefreshRequest } from 'vscode-languageserver/node';
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver/node';
import { diagnosticsOf } from './diagnostic-reports.ts';
import { ReportMemory } from './report-memory.ts';
import type { Session } from '../session.ts';
import type { ServedDocument } from '../workspace-folders.ts';

/** Typing pauses this long before findings are sent unasked or the client is told to ask again. */
const pauseMs = 150;

/**
 * How findings reach the client: it asks for them and is told when to ask again, or, when it cannot ask, they are sent after
 * each change. Only open documents are sent unasked.
 */
export class DiagnosticsChannel {
	/** What was reported and is still true. */
	readonly memory = new ReportMemory();
	readonly #session: Session;
	/** URIs of documents whose findings are to be sent. */
	readonly #waiting = new Set<string>();
	readonly #onNextChange = new Set<() => void>();
	/** Grows with every change. */
	#changeCount = 0;
	/** What it was when the workspace was last reported. */
	#reportedCount = 0;
	#timer: NodeJS.Timeout | undefined;
	#isRefreshDue = false;
	#sending = new AbortController();

	constructor(session: Session) {
		this.#session = session;
	}

	/** One document changed, and nothing else can see it. */
	documentChanged(uri: string): void {
		this.memory.documentChanged(uri);
		this.#noteChange();
		if (!this.#session.client.pullsDiagnostics) this.#waiting.add(uri);
		this.#schedule();
	}

	/** Files that are not open changed on disk: whoever asks for the whole workspace gets their findings anew. */
	filesChanged(): void {
		this.memory.everythingChanged();
		this.#noteChange();
	}

	/** Any document may show other findings or other code lenses now. */
	workspaceChanged(): void {
		this.memory.everythingChanged();
		this.#noteChange();
		this.#isRefreshDue = true;
		if (!this.#session.client.pullsDiagnostics) for (const uri of this.#session.documents.keys()) this.#waiting.add(uri);
		this.#schedule();
	}

	/** A document was closed: what was sent for it unasked is taken back. */
	documentClosed(uri: string): void {
		this.memory.documentChanged(uri);
		this.#noteChange();
		this.#waiting.delete(uri);
		if (!this.#session.client.pullsDiagnostics) void this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
	}

	/** Findings of one document, for a client that asks. */
	diagnosticsOf(served: ServedDocument, signal: AbortSignal): Promise<LspDiagnostic[]> {
		const { client, documents, folders, rulePages, translate } = this.#session;
		const sources = {
			encoding: client.positionEncoding,
			rulePages,
			translate,
			openDocument: (place: ServedDocument) => documents.all().find(({ uri }) => folders.isSame(uri, place)),
		};
		return diagnosticsOf(served, sources, signal);
	}

	/** The whole workspace is being reported as it stands now. */
	reportsWorkspace(): void {
		this.#reportedCount = this.#changeCount;
	}

	/**
	 * Resolves when something has changed since the workspace was last reported: at once when that was before the question,
	 * since a client pauses between its questions. Also resolves when `signal` is aborted.
	 */
	unreportedChange(signal: AbortSignal): Promise<void> {
		if (this.#changeCount !== this.#reportedCount) return Promise.resolve();
		return new Promise(resolve => {
			const done = (): void => {
				this.#onNextChange.delete(done);
				resolve();
			};
			this.#onNextChange.add(done);
			if (signal.aborted) done();
			else signal.addEventListener('abort', done, { once: true });
		});
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#sending.abort();
		this.#noteChange();
	}

	#noteChange(): void {
		this.#changeCount++;
		for (const resolve of [...this.#onNextChange]) resolve();
	}

	#schedule(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#refresh();
			void this.#send();
		}, pauseMs);
	}

	#refresh(): void {
		if (!this.#isRefreshDue) return;
		this.#isRefreshDue = false;
		const { client, connection } = this.#session;
		if (client.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
		if (client.refreshesCodeLenses) void connection.sendRequest(CodeLensRefreshRequest.type);
		if (client.refreshesInlayHints) void connection.languages.inlayHint.refresh();
		if (client.refreshesSemanticTokens) void connection.languages.semanticTokens.refresh();
	}

	/** Findings of a text that changed meanwhile are not sent; the change has scheduled them anew. */
	async #send(): Promise<void> {
		this.#sending.abort();
		const controller = new AbortController();
		this.#sending = controller;
		const { connection, documents, folders } = this.#session;
		for (const uri of [...this.#waiting]) {
			const document = documents.get(uri);
			const served = folders.find(uri);
			if (document === undefined || served === undefined) continue;
			try {
				const diagnostics = await this.diagnosticsOf(served, controller.signal);
				if (controller.signal.aborted || documents.get(uri)?.version !== document.version) return;
				this.#waiting.delete(uri);
				await connection.sendDiagnostics({ uri, version: document.version, diagnostics });
			} catch (error) {
				if (!controller.signal.aborted)
					connection.console.error(`The findings of ${uri} could not be worked out. ${String(error)}`);
			}
		}
	}
}
