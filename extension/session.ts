import { l10n, window, workspace } from 'vscode';
import type { LogOutputChannel, TreeView, Uri } from 'vscode';
import { commands } from './commands/registry.ts';
import { DisposableStore } from './host/disposable-store.ts';
import { LazyTree } from './host/lazy-tree.ts';
import { Notifier } from './host/notify.ts';
import { PanelHost } from './host/panel-host.ts';
import { registerCommand } from './host/register-command.ts';
import type { TreeElement } from './host/tree-element.ts';
import { RevisionDocuments, revisionScheme } from './host/revision-documents.ts';
import { ViewFilters } from './host/view-filters.ts';
import { Workspaces } from './host/workspaces.ts';
import { LanguageServerStarter } from './language-server-starter.ts';
import { panels } from './panels/registry.ts';
import type { Services } from './services.ts';
import { views } from './views/registry.ts';
import type { View } from './views/view.ts';

/** What outlives a session: where the extension stands, its log, and the way to a new session. */
export interface SessionSetup {
	readonly extensionUri: Uri;
	readonly log: LogOutputChannel;
	readonly restart: () => Promise<void>;
}

/** Everything the extension has registered and started, as one thing that can be stopped. */
export interface Session {
	/** Takes everything back and waits until the language server was told to go. */
	stop(): Promise<void>;
}

/** Registers commands, views and panels. Reads no file and starts no process before something of ours is on the screen. */
export function startSession({ extensionUri, log, restart }: SessionSetup): Session {
	const store = new DisposableStore();
	const workspaces = store.add(new Workspaces(log));
	const panelHost = store.add(new PanelHost(panels));
	const services: Services = {
		extensionUri,
		log,
		notify: new Notifier(log),
		workspaces,
		filters: store.add(new ViewFilters()),
		showPanel: request => panelHost.show(request, services),
		restart,
	};
	panelHost.registerSerializers(services);
	store.add(workspace.registerTextDocumentContentProvider(revisionScheme, new RevisionDocuments(workspaces)));
	for (const command of commands) store.add(registerCommand(command, services));
	const server = new LanguageServerStarter({ extensionUri, log, workspaces });
	for (const view of views) store.add(showView(view, services, () => server.start()));

	return {
		stop: async () => {
			store.dispose();
			await server.stop();
		},
	};
}

function showView(view: View, services: Services, onVisible: () => void): DisposableStore {
	const store = new DisposableStore();
	const treeDataProvider = store.add(new LazyTree(view, services));
	const treeView = store.add(
		window.createTreeView(view.id, { treeDataProvider, canSelectMany: view.canSelectMany, showCollapseAll: true }),
	);
	if (treeView.visible) onVisible();
	store.add(
		treeView.onDidChangeVisibility(({ visible }) => {
			if (visible) onVisible();
		}),
	);
	store.add(services.filters.onDidChange(() => sayFilter(treeView, services.filters.textOf(view.id))));
	return store;
}

function sayFilter(treeView: TreeView<TreeElement>, filter: string): void {
	// VS Code takes the message away when it is empty.
	treeView.message = filter === '' ? '' : l10n.t('Only what contains "{0}".', filter);
}
