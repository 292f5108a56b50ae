import { EventEmitter, workspace } from 'vscode';
import type { Disposable, Event, Uri } from 'vscode';
import { WorkspaceModel } from './workspace-model.ts';
import type { WorkspaceModelParts } from './workspace-model.ts';
import { DisposableStore } from './disposable-store.ts';
import { foldersOnDisk } from './folders-on-disk.ts';

/** The models of all open folders, in the order of the folders. Follows folders that are added and removed. */
export class Workspaces implements Disposable {
	readonly #parts: Omit<WorkspaceModelParts, 'folder'>;
	readonly #models = new Map<string, { readonly model: WorkspaceModel; readonly store: DisposableStore }>();
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new EventEmitter<WorkspaceModel | undefined>());

	/** Fires after a model was loaded again (with the model), and when folders came or went (without one). */
	readonly onDidChange: Event<WorkspaceModel | undefined> = this.#changed.event;

	constructor(parts: Omit<WorkspaceModelParts, 'folder'>) {
		this.#parts = parts;
		this.#store.add(workspace.onDidChangeWorkspaceFolders(() => this.#followFolders()));
		this.#followFolders();
	}

	get all(): readonly WorkspaceModel[] {
		return (workspace.workspaceFolders ?? []).flatMap(folder => this.#models.get(folder.uri.toString())?.model ?? []);
	}

	/** The model of the folder that `uri` is or lies in. */
	modelOf(uri: Uri): WorkspaceModel | undefined {
		const folder = workspace.getWorkspaceFolder(uri);
		return folder === undefined ? undefined : this.#models.get(folder.uri.toString())?.model;
	}

	dispose(): void {
		for (const { store } of this.#models.values()) store.dispose();
		this.#models.clear();
		this.#store.dispose();
	}

	#followFolders(): void {
		const folders = foldersOnDisk();
		const open = new Set(folders.map(folder => folder.uri.toString()));
		for (const [uri, { store }] of this.#models) {
			if (open.has(uri)) continue;
			store.dispose();
			this.#models.delete(uri);
		}
		for (const folder of folders) {
			if (this.#models.has(folder.uri.toString())) continue;
			const store = new DisposableStore();
			const model = store.add(new WorkspaceModel({ folder, ...this.#parts }));
			store.add(model.onDidChange(() => this.#changed.fire(model)));
			this.#models.set(folder.uri.toString(), { model, store });
		}
		this.#changed.fire(undefined);
	}
}
