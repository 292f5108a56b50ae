import { ViewColumn, window, workspace } from 'vscode';
import type { Disposable, WebviewPanel } from 'vscode';
import type { Panel, PanelSession } from '../panel.ts';
import type { Services } from '../../services.ts';
import { isAbort } from '../../model/abort.ts';
import { DisposableStore } from '../../model/disposable-store.ts';
import type { PanelRequest } from './panel-request.ts';
import { webviewHtml, webviewOptions } from './webview-html.ts';

/** Opens webview panels: one per subject, revealed again, restored after a restart, redrawn when the workspace changes. */
export class PanelHost implements Disposable {
	readonly #panels: readonly Panel[];
	readonly #open = new Map<string, OpenPanel>();

	constructor(panels: readonly Panel[]) {
		this.#panels = panels;
	}

	/** Fills a panel that VS Code has brought back after a reload; closes one whose subject is unknown or already open. */
	restore(webviewPanel: WebviewPanel, state: unknown, services: Services): void {
		const panel = this.#panels.find(candidate => viewTypeOf(candidate.kind) === webviewPanel.viewType);
		const request = panel?.restore(state);
		if (panel === undefined || request === undefined || this.#open.has(openKey(panel, request))) webviewPanel.dispose();
		else this.#adopt({ panel, request, webviewPanel, services, saved: state });
	}

	/** Opens the panel for a subject, or brings it to the front when it is open. */
	show(request: PanelRequest, services: Services): void {
		const panel = this.#panels.find(candidate => candidate.kind === request.kind);
		if (panel === undefined) throw new RangeError(`No panel is registered for ${request.kind}`);
		const known = this.#open.get(openKey(panel, request));
		if (known !== undefined) {
			known.reveal();
			return;
		}
		const webviewPanel = window.createWebviewPanel(
			viewTypeOf(panel.kind),
			'Stagemark',
			window.activeTextEditor?.viewColumn ?? ViewColumn.Active,
			webviewOptions(services.extensionUri),
		);
		this.#adopt({ panel, request, webviewPanel, services, saved: undefined });
	}

	dispose(): void {
		for (const open of this.#open.values()) open.dispose();
	}

	#adopt(parts: OpenParts): void {
		const key = openKey(parts.panel, parts.request);
		this.#open.set(key, new OpenPanel(parts, () => this.#open.delete(key)));
	}
}

interface OpenParts {
	readonly panel: Panel;
	readonly request: PanelRequest;
	readonly webviewPanel: WebviewPanel;
	readonly services: Services;
	readonly saved: unknown;
}

/** One webview with its session. Shows the newest outcome only: work that was overtaken is cancelled and its answer dropped. */
class OpenPanel implements Disposable {
	readonly #webviewPanel: WebviewPanel;
	readonly #services: Services;
	readonly #session: PanelSession;
	readonly #store = new DisposableStore();
	/** What a page that loads again is shown at once. */
	#latest: unknown;
	/** True when the workspace changed while nobody was looking. */
	#isStale = true;
	#running: AbortController | undefined;

	constructor({ panel, request, webviewPanel, services, saved }: OpenParts, onDidClose: () => void) {
		this.#webviewPanel = webviewPanel;
		this.#services = services;
		this.#session = panel.open(request, { services, refresh: () => this.#refresh(), show: message => this.#show(message) }, saved);
		this.#latest = this.#session.loading();

		this.#store.add(webviewPanel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
		this.#store.add(
			webviewPanel.onDidChangeViewState(() => {
				if (this.#isStale) this.#refresh();
			}),
		);
		this.#store.add(
			services.workspaces.onDidChange(model => {
				if (model === undefined || model.folder.uri.toString() === request.folder) this.#refresh();
			}),
		);
		this.#store.add(workspace.onDidGrantWorkspaceTrust(() => this.#refresh()));
		this.#store.add(
			webviewPanel.onDidDispose(() => {
				this.#running?.abort();
				this.#store.dispose();
				onDidClose();
			}),
		);
		webviewPanel.title = this.#session.title;
		webviewPanel.webview.options = webviewOptions(services.extensionUri);
		webviewPanel.webview.html = webviewHtml(webviewPanel.webview, services.extensionUri, panel.kind);
	}

	reveal(): void {
		this.#webviewPanel.reveal();
	}

	dispose(): void {
		this.#webviewPanel.dispose();
	}

	#receive(message: unknown): void {
		if (isReady(message)) {
			this.#post(this.#latest);
			if (this.#isStale) this.#refresh();
			return;
		}
		this.#session.receive(message).catch((error: unknown) => this.#services.notify.unexpected(error));
	}

	#refresh(): void {
		this.#running?.abort();
		this.#isStale = true;
		if (!this.#webviewPanel.visible) return;
		this.#isStale = false;
		const running = new AbortController();
		this.#running = running;
		this.#post(this.#session.loading());
		this.#compute(running.signal).catch((error: unknown) => this.#services.notify.unexpected(error));
	}

	async #compute(signal: AbortSignal): Promise<void> {
		try {
			const outcome = await this.#session.compute(signal);
			if (!signal.aborted) this.#show(outcome);
		} catch (error) {
			if (isAbort(error) || signal.aborted) return;
			this.#show(this.#session.failed(error instanceof Error ? error.message : String(error)));
			throw error;
		}
	}

	#show(outcome: unknown): void {
		this.#latest = outcome;
		this.#webviewPanel.title = this.#session.title;
		this.#post(outcome);
	}

	/** A message to a page that is hidden is lost, which is why it asks with `ready` when it loads again. */
	#post(message: unknown): void {
		void this.#webviewPanel.webview.postMessage(message);
	}
}

function viewTypeOf(kind: PanelRequest['kind']): string {
	return `stagemark.${kind}`;
}

function openKey(panel: Panel, request: PanelRequest): string {
	return `${panel.kind}\n${request.folder}\n${panel.keyOf(request)}`;
}

function isReady(message: unknown): boolean {
	return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'ready';
}
