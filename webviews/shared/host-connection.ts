/** The types of one panel's conversation, all from its protocol.ts. */
interface Protocol {
	readonly hostMessage: unknown;
	readonly panelMessage: unknown;
	readonly savedState: unknown;
}

/** The panel's side of the conversation with the extension. */
export interface HostConnection<Types extends Protocol> {
	post(message: Types['panelMessage']): void;
	/** Kept by VS Code while the panel is hidden and across a reload of the window. */
	save(state: Types['savedState']): void;
	/** What `save` kept last, as it came back: not checked. */
	readonly restored: unknown;
}

/**
 * Connects the panel: listens first, then the caller posts `ready`. May be called once per page, as `acquireVsCodeApi`.
 * Messages of the host are trusted; only the extension can post into the frame, and they are typed on its side.
 *
 * @param onMessage - Shows what the host sends.
 * @param onFailure - Shows that `onMessage` threw, so that nobody waits before a page that will never change. The error
 * still reaches the console.
 */
export function connectHost<Types extends Protocol>(
	onMessage: (message: Types['hostMessage']) => void,
	onFailure: () => void,
): HostConnection<Types> {
	const api = acquireVsCodeApi();
	window.addEventListener('message', (event: MessageEvent<Types['hostMessage']>) => {
		try {
			onMessage(event.data);
		} catch (error) {
			onFailure();
			reportError(error);
		}
	});
	return {
		post: message => api.postMessage(message),
		save: state => void api.setState(state),
		restored: api.getState(),
	};
}
