import { EventEmitter, l10n, window } from 'vscode';
import type { Disposable, Event, TreeDataProvider, TreeItem, TreeView } from 'vscode';
import type { Session } from '../session.ts';
import { DisposableStore } from '../model/disposable-store.ts';
import type { TreeElement } from './tree-element.ts';
import type { ViewId } from '../model/view-filters.ts';

/** A tree view whose rows come from the session, which the first look at the view starts. */
export class DeferredTree implements TreeDataProvider<TreeElement>, Disposable {
	readonly #id: ViewId;
	readonly #load: () => Promise<Session>;
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new EventEmitter<undefined>());
	readonly #view: TreeView<TreeElement>;

	readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

	constructor(id: ViewId, load: () => Promise<Session>) {
		this.#id = id;
		this.#load = load;
		this.#view = this.#store.add(
			// Commands that take one row only are hidden while several are selected.
			window.createTreeView(id, { treeDataProvider: this, canSelectMany: true, showCollapseAll: true }),
		);
	}

	getTreeItem(element: TreeElement): TreeItem {
		return element.item;
	}

	async getChildren(element?: TreeElement): Promise<TreeElement[]> {
		const session = await this.#load();
		session.startServer();
		return session.rows(this.#id, element);
	}

	redraw(filter: string): void {
		// VS Code takes the message away when it is empty.
		this.#view.message = filter === '' ? '' : l10n.t('Only what contains "{0}".', filter);
		this.#changed.fire(undefined);
	}

	restarted(session: Session): void {
		if (this.#view.visible) session.startServer();
		this.redraw('');
	}

	dispose(): void {
		this.#store.dispose();
	}
}
