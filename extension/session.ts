import { env, window } from 'vscode';
import type { LogOutputChannel, Uri, WebviewPanel } from 'vscode';
import { commands } from './commands/all-commands.ts';
import { DialectStatus } from './model/dialect-status.ts';
import { DisposableStore } from './model/disposable-store.ts';
import { createTranslate } from '../io/create-translate.ts';
import { Notifier } from './ask/notify.ts';
import { openLink } from './ask/open-link.ts';
import { PanelHost } from './panels/frame/panel-host.ts';
import { runCommand } from './run-command.ts';
import { StageDecorations } from './trees/stage-decorations.ts';
import type { TreeElement } from './trees/tree-element.ts';
import { ViewFilters } from './model/view-filters.ts';
import type { ViewId } from './model/view-filters.ts';
import { viewRows } from './trees/view-rows.ts';
import { Workspaces } from './model/workspaces.ts';
import { LanguageServerStarter } from './language-server-starter.ts';
import { panels } from './panels/all-panels.ts';
import type { Services } from './services.ts';
import { views } from './trees/all-trees.ts';

/** What outlives a session, and what a session tells the entry points. */
export interface SessionSetup {
	readonly extensionUri: Uri;
	readonly log: LogOutputChannel;
	readonly restart: () => Promise<void>;
	/** The rows of a view are out of date; it is filtered by `filter`, '' for not at all. */
	readonly redraw: (view: ViewId, filter: string) => void;
}

/** Everything of the extension beyond its entry points. One at a time; it can be stopped and started anew. */
export interface Session {
	/** Runs a command of the manifest. Never rejects: what goes wrong is told to the user. */
	run(command: string, args: readonly unknown[]): Promise<void>;
	/** The rows below one row, or the top rows. */
	rows(view: ViewId, parent: TreeElement | undefined): Promise<TreeElement[]>;
	/** Fills a panel that VS Code has brought back after a reload. */
	restorePanel(panel: WebviewPanel, state: unknown): void;
	/** Opens what a link from outside names. */
	openLink(uri: Uri): void;
	/** Something of ours is on the screen, so findings are wanted. */
	startServer(): void;
	/** Takes everything back and waits until the language server was told to go. */
	stop(): Promise<void>;
}

/** Builds the services and what rests on them. Reads no file and starts no process yet. */
export function startSession({ extensionUri, log, restart, redraw }: SessionSetup): Session {
	const store = new DisposableStore();
	const translate = createTranslate(() => env.language);
	const server = new LanguageServerStarter({ extensionUri, log });
	const workspaces = store.add(new Workspaces({ log, source: server, translate }));
	const filters = store.add(new ViewFilters());
	const panelHost = store.add(new PanelHost(panels));
	const services: Services = {
		extensionUri,
		log,
		notify: new Notifier(log, translate),
		translate,
		workspaces,
		filters,
		lintText: (file, text, signal) => server.lintText(file, text, signal),
		showPanel: request => panelHost.show(request, services),
		startServer: () => server.ready(),
		restart,
	};
	store.add(new DialectStatus(workspaces, log, translate));
	store.add(window.registerFileDecorationProvider(store.add(new StageDecorations(workspaces))));
	store.add(workspaces.onDidChange(() => views.forEach(({ id }) => redraw(id, filters.textOf(id)))));
	store.add(filters.onDidChange(id => redraw(id, filters.textOf(id))));

	return {
		run: (id, args) => runCommand(find(commands, id), services, args),
		rows: (id, parent) => viewRows(find(views, id), services, parent),
		restorePanel: (panel, state) => panelHost.restore(panel, state, services),
		openLink: uri => openLink(uri, services),
		startServer: () => server.start(),
		stop: async () => {
			store.dispose();
			await server.stop();
		},
	};
}

function find<Entry extends { readonly id: string }>(entries: readonly Entry[], id: string): Entry {
	const entry = entries.find(candidate => candidate.id === id);
	if (entry === undefined) throw new RangeError(`${id} stands in the manifest and in no registry`);
	return entry;
}
