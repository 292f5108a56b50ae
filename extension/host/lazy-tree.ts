import { EventEmitter, l10n, ThemeIcon } from 'vscode';
import type { Disposable, Event, TreeDataProvider, TreeItem } from 'vscode';
import type { Services } from '../services.ts';
import type { View } from '../views/view.ts';
import { isAbort } from './abort.ts';
import { DisposableStore } from './disposable-store.ts';
import { treeElement } from './tree-element.ts';
import type { TreeElement } from './tree-element.ts';

/** Rows shown below one row before the rest is put behind "… n more". */
const pageLength = 200;

/** Feeds one tree view: folders when several are open, pages of long lists, one redraw for each change. */
export class LazyTree implements TreeDataProvider<TreeElement>, Disposable {
	readonly #view: View;
	readonly #services: Services;
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new EventEmitter<undefined>());

	readonly onDidChangeTreeData: Event<undefined> = this.#changed.event;

	constructor(view: View, services: Services) {
		this.#view = view;
		this.#services = services;
		this.#store.add(services.workspaces.onDidChange(() => this.#changed.fire(undefined)));
		this.#store.add(
			services.filters.onDidChange(id => {
				if (id === view.id) this.#changed.fire(undefined);
			}),
		);
	}

	getTreeItem(element: TreeElement): TreeItem {
		return element.item;
	}

	async getChildren(element?: TreeElement): Promise<TreeElement[]> {
		try {
			return page(element === undefined ? await this.#roots() : ((await element.children?.()) ?? []), element?.item.id ?? '');
		} catch (error) {
			// The folder was closed while it was read.
			if (isAbort(error)) return [];
			throw error;
		}
	}

	dispose(): void {
		this.#store.dispose();
	}

	async #roots(): Promise<readonly TreeElement[]> {
		const filter = this.#services.filters.textOf(this.#view.id).toLowerCase();
		const [first, ...others] = this.#services.workspaces.all;
		if (first === undefined) return [];
		if (others.length === 0) return this.#view.roots(first, filter);
		return [first, ...others].map(model =>
			treeElement({
				id: model.folder.uri.toString(),
				label: model.folder.name,
				icon: ThemeIcon.Folder,
				target: { folder: model.folder.uri.toString() },
				isExpanded: true,
				children: () => this.#view.roots(model, filter),
			}),
		);
	}
}

/** The first rows, and the rest behind one row that opens to the next ones. */
function page(elements: readonly TreeElement[], parentId: string): TreeElement[] {
	if (elements.length <= pageLength) return [...elements];
	const rest = elements.slice(pageLength);
	const more = treeElement({
		id: `${parentId}/more-${rest.length}`,
		label: l10n.t('… {0} more', rest.length),
		icon: new ThemeIcon('ellipsis'),
		target: {},
		children: () => Promise.resolve(rest),
	});
	return [...elements.slice(0, pageLength), more];
}
