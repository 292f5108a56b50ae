import { EventEmitter, languages, RelativePattern, workspace } from 'vscode';
import type { Disposable, Event, LogOutputChannel, TextDocument, Uri, WorkspaceFolder } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { CancelSignal } from '../core/ports/cancel-signal.ts';
import type { LintFinding } from '../core/judging/gates/gate.ts';
import { lintTextAnswerSchema, lintTextRequest } from '../core/judging/gates/parts/lint-text-request.ts';
import { configPath } from '../core/formats/config-path.ts';
import { summariesRequest } from '../core/workspace/summaries/summaries-request.ts';
import type { SummariesAnswer, SummariesChanged, SummariesParams } from '../core/workspace/summaries/summaries-request.ts';
import { withCancellationToken } from './model/abort.ts';
import { DisposableStore } from './model/disposable-store.ts';
import { documentGlobs } from './model/document-globs.ts';
import type { DocumentGlob } from './model/document-globs.ts';
import { foldersOnDisk } from './model/folders-on-disk.ts';
import { readConfig } from './model/read-config.ts';
import type { SummarySource } from './model/summary-source.ts';

interface StarterSetup {
	readonly extensionUri: Uri;
	readonly log: LogOutputChannel;
}

/**
 * Starts the language server when it is first needed, which is when a document of ours is opened, a view is shown or
 * somebody asks it something, and starts it anew when the configuration makes other documents ours. Every start and stop follows the one before.
 */
export class LanguageServerStarter implements SummarySource, Disposable {
	readonly #setup: StarterSetup;
	readonly #store = new DisposableStore();
	readonly #summariesChanged = this.#store.add(new EventEmitter<SummariesChanged>());
	readonly #started = this.#store.add(new EventEmitter<undefined>());
	#client: LanguageClient | undefined;
	/** What is heard from that client. */
	#listening = new DisposableStore();
	#globs: readonly DocumentGlob[] = [];
	#isWanted = false;
	#isStopped = false;
	#queue: Promise<void> = Promise.resolve();

	readonly onDidChangeSummaries: Event<SummariesChanged> = this.#summariesChanged.event;
	readonly onDidStart: Event<undefined> = this.#started.event;

	constructor(setup: StarterSetup) {
		this.#setup = setup;
		this.#store.add(workspace.onDidOpenTextDocument(document => this.#openedDocument(document)));
		this.#store.add(workspace.onDidChangeWorkspaceFolders(() => this.#configurationChanged()));
		this.#store.add(
			workspace.onDidChangeConfiguration(event => {
				// Only a new session asks again for the findings of every open document.
				if (event.affectsConfiguration('stagemark.lint') || event.affectsConfiguration('stagemark.codeLens')) this.#restart();
			}),
		);
		const watcher = this.#store.add(workspace.createFileSystemWatcher(`**/${configPath}`));
		this.#store.add(watcher.onDidCreate(() => this.#configurationChanged()));
		this.#store.add(watcher.onDidChange(() => this.#configurationChanged()));
		this.#store.add(watcher.onDidDelete(() => this.#configurationChanged()));
		this.#configurationChanged();
	}

	/** Something of ours is on the screen: the server is needed from now on. */
	start(): void {
		if (this.#isWanted) return;
		this.#isWanted = true;
		this.#restart();
	}

	/**
	 * The findings of a text in the place of a file, by the rules that the editor shows. Starts the server when it is not running.
	 *
	 * @throws The signal's reason when cancelled; an error when there is no server to ask.
	 */
	async lintText(file: Uri, text: string, signal: CancelSignal): Promise<readonly LintFinding[]> {
		return lintTextAnswerSchema.parse(await this.#request(lintTextRequest, { uri: file.toString(), text }, signal));
	}

	async summaries(folder: Uri, isFresh: boolean, signal: CancelSignal): Promise<SummariesAnswer> {
		const params: SummariesParams = { folder: folder.toString(), isFresh };
		// Server and client come in one package, so that they agree on what an answer is.
		return (await this.#request(summariesRequest, params, signal)) as SummariesAnswer;
	}

	/** Starts the server unless it runs, and waits until it answers. */
	async ready(): Promise<void> {
		this.start();
		await this.#queue;
	}

	/** Stops the server for good and waits until its process was told. */
	async stop(): Promise<void> {
		this.dispose();
		await this.#queue;
	}

	dispose(): void {
		if (this.#isStopped) return;
		this.#isStopped = true;
		this.#store.dispose();
		this.#enqueue(() => this.#stopClient());
	}

	/** Asks again when the server was replaced before it answered: it is started anew when other documents become ours. */
	async #request(method: string, params: unknown, signal: CancelSignal): Promise<unknown> {
		for (;;) {
			await this.ready();
			const client = this.#client;
			if (client === undefined) throw new Error('The language server is not running.');
			try {
				return await withCancellationToken(signal, token => client.sendRequest<unknown>(method, params, token));
			} catch (error) {
				signal.throwIfAborted();
				await this.#queue;
				if (this.#client === client || this.#isStopped) throw error;
			}
		}
	}

	#openedDocument(document: TextDocument): void {
		if (!this.#isWanted && this.#isOurs(document)) this.start();
	}

	#isOurs(document: TextDocument): boolean {
		const filters = this.#globs.map(({ folder, glob }) => ({ scheme: folder.scheme, pattern: new RelativePattern(folder, glob) }));
		return languages.match([{ language: 'stagemark-prompt' }, ...filters], document) > 0;
	}

	#configurationChanged(): void {
		this.#enqueue(async () => {
			const before = keyOf(this.#globs);
			this.#globs = (await Promise.all(foldersOnDisk().map(globsOf))).flat();
			for (const document of workspace.textDocuments) this.#openedDocument(document);
			if (this.#client !== undefined && keyOf(this.#globs) !== before) this.#restart();
		});
	}

	#restart(): void {
		if (!this.#isWanted || this.#isStopped) return;
		this.#enqueue(async () => {
			await this.#stopClient();
			if (this.#isStopped) return;
			// Loaded here and not above: the client is the largest part of the bundle, and activation must not wait for it.
			const { createLanguageClient } = await import('./language-client.ts');
			this.#client = createLanguageClient({
				...this.#setup,
				globs: this.#globs,
				summariesChanged: message => this.#summariesChanged.fire(message),
				started: () => this.#started.fire(undefined),
				listening: this.#listening,
			});
			await this.#client.start();
		});
	}

	async #stopClient(): Promise<void> {
		const client = this.#client;
		this.#client = undefined;
		this.#listening.dispose();
		this.#listening = new DisposableStore();
		await client?.dispose();
	}

	#enqueue(work: () => Promise<void>): void {
		this.#queue = this.#queue
			.then(work)
			.catch((error: unknown) => this.#setup.log.error(error instanceof Error ? error : String(error)));
	}
}

function keyOf(globs: readonly DocumentGlob[]): string {
	return globs.map(({ folder, glob }) => `${folder.toString()} ${glob}`).join('\n');
}

async function globsOf(folder: WorkspaceFolder): Promise<readonly DocumentGlob[]> {
	return documentGlobs(folder.uri, await readConfig(folder));
}
