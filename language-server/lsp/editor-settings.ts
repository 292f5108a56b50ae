import { ConfigurationRequest, DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { inlayHintKinds } from '../features/editing/editing-service.ts';
import type { InlayHintKind } from '../features/editing/editing-service.ts';
import type { Session } from './session.ts';

/** Settings of the editor that the server goes by, asked for when first needed. What a client does not say is on. */
export class EditorSettings {
	readonly #session: Session;
	readonly #kindsByUri = new Map<string, Promise<ReadonlySet<InlayHintKind>>>();

	#isFollowing = false;

	constructor(session: Session) {
		this.#session = session;
	}

	/** The kinds of hints that are wanted in a document: `stagemark.inlayHints.tokens` and the like. */
	inlayHintKinds(uri: string): Promise<ReadonlySet<InlayHintKind>> {
		let kinds = this.#kindsByUri.get(uri);
		if (kinds === undefined) this.#kindsByUri.set(uri, (kinds = this.#askForKinds(uri)));
		return kinds;
	}

	/** The settings changed: they are asked for again. */
	forget(): void {
		this.#kindsByUri.clear();
	}

	/** Not before a setting matters: what nobody asked for need not be announced. */
	#followChanges(): void {
		const { client, connection } = this.#session;
		if (this.#isFollowing || !client.announcesSettings) return;
		this.#isFollowing = true;
		connection.client.register(DidChangeConfigurationNotification.type, { section: 'stagemark' }).catch((error: unknown) => {
			connection.console.error(`Changes of settings take effect only after a restart. ${String(error)}`);
		});
	}

	async #askForKinds(scopeUri: string): Promise<ReadonlySet<InlayHintKind>> {
		const { client, connection } = this.#session;
		if (!client.givesSettings) return new Set(inlayHintKinds);
		this.#followChanges();
		const items = inlayHintKinds.map(kind => ({ scopeUri, section: `stagemark.inlayHints.${kind}` }));
		const values = await connection.sendRequest(ConfigurationRequest.type, { items });
		return new Set(inlayHintKinds.filter((_, index) => values[index] !== false));
	}
}
