import { commands, languages, Uri, window, workspace } from 'vscode';
import type { Disposable, DocumentSelector, LogOutputChannel, TextDocument } from 'vscode';
import { activationEvents, contributes } from '../package.json';
import { DeferredTree } from './trees/deferred-tree.ts';
import { AgentServers } from './agent-servers.ts';
import { DisposableStore } from './model/disposable-store.ts';
import { viewIds } from './model/view-filters.ts';
import type { ViewId } from './model/view-filters.ts';
import type { Session, SessionSetup } from './session.ts';

const panelEvent = 'onWebviewPanel:';

/** Documents that may be ours in any folder; which ones are, the configuration of their folder says. */
const conventionalDocuments: DocumentSelector = [
	{ language: 'stagemark-prompt' },
	{ pattern: '**/{stagemark,methodology,experiment}.yaml' },
	{ pattern: '**/{prompts,registry}/**' },
	{ pattern: '**/{embeddings,pipelines}/**/*.{yaml,yml}' },
	{ pattern: '**/models/**/*.md' },
];

/**
 * Everything through which VS Code calls us. Nothing else is loaded before one of these calls comes, so that opening
 * somebody's YAML costs next to nothing; then all of them share one session.
 */
export class EntryPoints implements Disposable {
	readonly #extensionUri: Uri;
	readonly #log: LogOutputChannel;
	readonly #store = new DisposableStore();
	readonly #trees = new Map<ViewId, DeferredTree>();
	#session: Promise<Session> | undefined;

	constructor(extensionUri: Uri, log: LogOutputChannel) {
		this.#extensionUri = extensionUri;
		this.#log = log;
		for (const { command } of contributes.commands) {
			this.#store.add(commands.registerCommand(command, async (...args: unknown[]) => (await this.#load()).run(command, args)));
		}
		for (const id of viewIds) this.#trees.set(id, this.#store.add(new DeferredTree(id, () => this.#load())));
		for (const event of activationEvents.filter(name => name.startsWith(panelEvent))) {
			this.#store.add(
				window.registerWebviewPanelSerializer(event.slice(panelEvent.length), {
					deserializeWebviewPanel: async (panel, state) => (await this.#load()).restorePanel(panel, state),
				}),
			);
		}
		this.#store.add(new AgentServers(extensionUri));
		this.#store.add(window.registerUriHandler({ handleUri: async uri => (await this.#load()).openLink(uri) }));
		this.#store.add(workspace.onDidOpenTextDocument(document => this.#opened(document)));
		for (const document of workspace.textDocuments) this.#opened(document);
	}

	/** Stops what runs. What VS Code calls us through stays, and the next call starts a new session. */
	async stop(): Promise<void> {
		const stopping = this.#session;
		this.#session = undefined;
		await (await stopping)?.stop();
	}

	dispose(): void {
		this.#store.dispose();
	}

	#load(): Promise<Session> {
		this.#session ??= this.#start();
		return this.#session;
	}

	async #start(): Promise<Session> {
		const { startSession } = await import('./session.ts');
		const setup: SessionSetup = {
			extensionUri: this.#extensionUri,
			log: this.#log,
			restart: async () => {
				await this.stop();
				const session = await this.#load();
				for (const tree of this.#trees.values()) tree.restarted(session);
			},
			redraw: (view, filter) => this.#trees.get(view)?.redraw(filter),
		};
		return startSession(setup);
	}

	/** The session looks at the open documents itself, so it is enough to wake it. */
	#opened(document: TextDocument): void {
		if (this.#session !== undefined) return;
		this.#isPossiblyOurs(document)
			.then(isOurs => (isOurs ? this.#load() : undefined))
			.catch((error: unknown) => this.#log.error(String(error)));
	}

	async #isPossiblyOurs(document: TextDocument): Promise<boolean> {
		if (languages.match(conventionalDocuments, document) > 0) return true;
		const folder = workspace.getWorkspaceFolder(document.uri);
		if (folder === undefined) return false;
		try {
			await workspace.fs.stat(Uri.joinPath(folder.uri, 'stagemark.yaml'));
			return true;
		} catch {
			// No configuration there, so the conventional places are all there is.
			return false;
		}
	}
}
