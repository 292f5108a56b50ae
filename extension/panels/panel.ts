import type { PanelRequest } from './frame/panel-request.ts';
import type { Services } from '../services.ts';

/** A kind of panel as a value. frame/panel-host.ts opens, restores and redraws every entry of all-panels.ts in the same way. */
export interface Panel<Request extends PanelRequest = PanelRequest> {
	/** Also the name of its bundle: dist/webviews/<kind>.js and .css. Its view type is `stagemark.<kind>`. */
	readonly kind: Request['kind'];
	/** Two requests with the same key share one panel. */
	keyOf(request: Request): string;
	/** The request behind a state kept over a restart; undefined when it is none. */
	restore(state: unknown): Request | undefined;
	/** Begins to show a request. `saved` is the state kept over a restart, undefined for a panel opened anew. */
	open(request: Request, context: PanelContext, saved: unknown): PanelSession;
}

/** What a session may ask of the window it stands in. */
export interface PanelContext {
	readonly services: Services;
	/** Computes again and shows the outcome; work still under way is cancelled. */
	refresh(): void;
	/** Shows how far `compute` is; its outcome replaces that. */
	show(message: unknown): void;
}

/** One open panel. Its messages are those of the panel's protocol.ts. */
export interface PanelSession {
	/** Title of the editor tab. */
	readonly title: string;
	/** Shown while `compute` runs. */
	loading(): unknown;
	/** The message with the outcome; a failure the user can act on is an outcome too. Rejects with the signal's reason when cancelled. */
	compute(signal: AbortSignal): Promise<unknown>;
	/** Shown when `compute` broke, which is our mistake. */
	failed(message: string): unknown;
	/** Answers a message of the webview other than `ready`. Ignores what is not one: the page is not trusted more than a file. */
	receive(message: unknown): Promise<void>;
}
