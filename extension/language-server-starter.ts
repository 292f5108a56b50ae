import { languages, RelativePattern, workspace } from 'vscode';
import type { Disposable, LogOutputChannel, TextDocument, Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { CancelSignal } from '../core/ports/cancel-signal.ts';
import type { LintFinding } from '../core/judging/gates/gate.ts';
import { lintTextAnswerSchema, lintTextRequest } from '../core/judging/gates/parts/lint-text-request.ts';
import { configPath } from '../core/workspace/file-kind.ts';
import { parseConfig } from '../core/formats/config/parse-config.ts';
import { withCancellationToken } from './model/abort.ts';
import { DisposableStore } from './model/disposable-store.ts';
import { documentGlobs } from './model/document-globs.ts';
import type { DocumentGlob } from './model/document-globs.ts';
import type { Workspaces } from './model/workspaces.ts';

interface StarterSetup {
	readonly extensionUri: Uri;
	readonly log: LogOutputChannel;
	readonly workspaces: Workspaces;
}

/**
 * Starts the language server when it is first needed, which is when a document of ours is opened or a view is shown, and
 * starts it anew when the configuration makes other documents ours. Every start and stop follows the one before.
 */
export class LanguageServerStarter implements Disposable {
	readonly #setup: StarterSetup;
	readonly #store = new DisposableStore();
	#client: LanguageClient | undefined;
	#globs: readonly DocumentGlob[] = [];
	#isWanted = false;
	#isStopped = false;
	#queue: Promise<void> = Promise.resolve();

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
		await this.ready();
		const client = this.#client;
		if (client === undefined) throw new Error('The language server is not running.');
		const answer = await withCancellationToken(signal, token =>
			client.sendRequest<unknown>(lintTextRequest, { uri: file.toString(), text }, token),
		);
		return lintTextAnswerSchema.parse(answer);
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
			this.#globs = (await Promise.all(this.#setup.workspaces.all.map(model => globsOf(model)))).flat();
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
			this.#client = createLanguageClient({ ...this.#setup, globs: this.#globs });
			await this.#client.start();
		});
	}

	async #stopClient(): Promise<void> {
		const client = this.#client;
		this.#client = undefined;
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

async function globsOf(model: Workspaces['all'][number]): Promise<readonly DocumentGlob[]> {
	const content = await model.ports().files.read(configPath);
	return documentGlobs(model.folder.uri, parseConfig(content.kind === 'text' ? content.text : undefined).value);
}
