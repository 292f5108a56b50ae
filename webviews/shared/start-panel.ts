import { html, nothing, render } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { keepFocus } from './keep-focus.ts';
import type { Failed, HostMessage, Loading, Panel, PanelContext, PanelTypes } from './panel.ts';
import { failedPage, loadingPage, undrawnPage } from './status-page.ts';
import { followTheme } from './theme.ts';
import { registerToolkit } from './toolkit-controls.ts';

/** How long the page has to lie still before its place is kept, in milliseconds. */
const scrollPause = 100;

/** A panel that listens to its host. What is stopped can be started again. */
export interface StartedPanel {
	/** Leaves the page empty and listens to nothing any more. */
	stop(): void;
}

/**
 * Starts a panel: restores what the reader set, listens, asks the host for its state, and from then on draws what is received,
 * keeps what is set, follows the theme, and says so when a state cannot be drawn.
 *
 * @param api - What `acquireVsCodeApi` gave, which may be called once per page.
 */
export function startPanel<Types extends PanelTypes>(
	panel: Panel<Types>,
	api: Pick<ReturnType<typeof acquireVsCodeApi>, 'postMessage' | 'getState' | 'setState'>,
): StartedPanel {
	registerToolkit();
	return new RunningPanel(panel, api);
}

/** What is on the screen. */
type Screen<Types extends PanelTypes> =
	| { readonly kind: 'status'; readonly page: TemplateResult }
	| { readonly kind: 'page'; readonly page: Types['page']; readonly isBusy: boolean };

class RunningPanel<Types extends PanelTypes> implements StartedPanel {
	readonly #panel: Panel<Types>;
	readonly #api: Parameters<typeof startPanel>[1];
	readonly #listening = new AbortController();
	readonly #unfollowTheme: () => void;
	#root = document.getElementById('root') ?? document.body.appendChild(document.createElement('div'));
	#subject: Types['subject'] | undefined;
	#view: Types['view'];
	#theme = 0;
	#screen: Screen<Types> | undefined;
	/** Where the reader was before the page was hidden, until the page is long enough to go there. */
	#place: number | undefined;
	#scrollTimer: ReturnType<typeof setTimeout> | undefined;
	#frame = 0;

	constructor(panel: Panel<Types>, api: Parameters<typeof startPanel>[1]) {
		this.#panel = panel;
		this.#api = api;
		this.#view = panel.restore(api.getState());
		this.#place = this.#view.scrollTop;
		const { signal } = this.#listening;
		window.addEventListener('message', event => this.#receive(event.data), { signal });
		window.addEventListener('scroll', () => this.#waitForScroll(), { signal });
		this.#unfollowTheme = followTheme(() => {
			this.#theme += 1;
			this.#draw();
		});
		api.postMessage({ kind: 'ready' });
	}

	stop(): void {
		this.#listening.abort();
		this.#unfollowTheme();
		clearTimeout(this.#scrollTimer);
		cancelAnimationFrame(this.#frame);
		this.#screen = undefined;
		render(nothing, this.#root);
	}

	/** Only the extension can post into the frame, and its messages are typed on its side; whatever else comes by is not one. */
	#receive(message: unknown): void {
		if (!isHostMessage<Types>(message)) return;
		try {
			this.#subject = message.subject;
			this.#show(message.state);
		} catch (error) {
			this.#giveUp(error);
		}
	}

	#show(state: HostMessage<Types>['state']): void {
		if (isLoading(state)) {
			// What is on the screen stays there, marked as busy, until the next state replaces it.
			this.#screen =
				this.#screen?.kind === 'page' ? { ...this.#screen, isBusy: true } : { kind: 'status', page: loadingPage(state.title) };
		} else if (isFailed(state)) {
			this.#screen = { kind: 'status', page: failedPage(state.title, state.message) };
		} else {
			this.#view = this.#panel.adopt?.(this.#view, state) ?? this.#view;
			this.#screen = { kind: 'page', page: this.#panel.pageOf(state, this.#context()), isBusy: false };
		}
		this.#keep();
		this.#draw();
		if (this.#screen.kind === 'page') this.#returnToPlace(state);
	}

	#context(): PanelContext<Types> {
		const subject = this.#subject ?? {};
		const view = (): Types['view'] => this.#view;
		const theme = (): number => this.#theme;
		return {
			subject,
			get view() {
				return view();
			},
			get theme() {
				return theme();
			},
			update: change => {
				this.#view = { ...this.#view, ...change };
				this.#keep();
				this.#draw();
			},
			post: message => this.#api.postMessage(message),
		};
	}

	#draw(): void {
		const screen = this.#screen;
		if (screen === undefined) return;
		try {
			keepFocus(this.#root, () => render(screen.kind === 'status' ? screen.page : this.#frameOf(screen), this.#root));
		} catch (error) {
			this.#giveUp(error);
		}
	}

	#frameOf({ page, isBusy }: Extract<Screen<Types>, { kind: 'page' }>): TemplateResult {
		return html`<main class="page ${this.#panel.name}" aria-busy=${isBusy ? 'true' : nothing}>${this.#panel.draw(page)}</main>`;
	}

	/** Nobody waits before a page that will never change. The error still reaches the console. */
	#giveUp(error: unknown): void {
		this.#screen = { kind: 'status', page: undrawnPage() };
		// What was drawn in part cannot be drawn over.
		const fresh = document.createElement('div');
		fresh.id = this.#root.id;
		this.#root.replaceWith(fresh);
		this.#root = fresh;
		render(this.#screen.page, fresh);
		reportError(error);
	}

	/** The first page of a restored panel begins where the reader was; later ones do not move under their eyes. */
	#returnToPlace(shown: Types['shown']): void {
		const place = this.#place ?? 0;
		if (this.#panel.isSettled?.(shown) ?? true) this.#place = undefined;
		if (place === 0) return;
		cancelAnimationFrame(this.#frame);
		this.#frame = requestAnimationFrame(() => window.scrollTo({ top: place }));
	}

	#waitForScroll(): void {
		clearTimeout(this.#scrollTimer);
		this.#scrollTimer = setTimeout(() => {
			if (this.#place === undefined || this.#place === 0) this.#view = { ...this.#view, scrollTop: window.scrollY };
			this.#keep();
		}, scrollPause);
	}

	#keep(): void {
		if (this.#subject !== undefined) this.#api.setState(this.#panel.keep(this.#subject, this.#view));
	}
}

function isHostMessage<Types extends PanelTypes>(message: unknown): message is HostMessage<Types> {
	return isRecord(message) && message['kind'] === 'state' && isRecord(message['subject']) && isRecord(message['state']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}

function isLoading(state: { readonly kind: string }): state is Loading {
	return state.kind === 'loading';
}

function isFailed(state: { readonly kind: string }): state is Failed {
	return state.kind === 'failed';
}
