import { commands, EventEmitter } from 'vscode';
import type { Disposable, Event } from 'vscode';

/** The tree views, by the ids of the manifest. */
export const viewIds = ['stagemark.experiments', 'stagemark.prompts', 'stagemark.registry'] as const;

export type ViewId = (typeof viewIds)[number];

/** The text by which each tree view is filtered. The filter command writes it, the views read it. */
export class ViewFilters implements Disposable {
	readonly #texts = new Map<ViewId, string>();
	readonly #changed = new EventEmitter<ViewId>();

	/** Fires with the view whose filter changed. */
	readonly onDidChange: Event<ViewId> = this.#changed.event;

	/** '' when nothing is filtered. */
	textOf(view: ViewId): string {
		return this.#texts.get(view) ?? '';
	}

	/** Shows only what contains `text`, upper and lower case alike; '' shows everything. */
	async set(view: ViewId, text: string): Promise<void> {
		this.#texts.set(view, text.trim());
		this.#changed.fire(view);
		// The manifest shows "Clear Filter" instead of "Filter" while this is true.
		await commands.executeCommand('setContext', `${view}.isFiltered`, this.textOf(view) !== '');
	}

	dispose(): void {
		this.#changed.dispose();
	}
}
