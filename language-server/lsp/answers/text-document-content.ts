import { ResponseError, LSPErrorCodes, TextDocumentContentRefreshRequest, TextDocumentContentRequest } from 'vscode-languageserver/node';
import type { Disposable, TextDocumentContentResult } from 'vscode-languageserver/node';
import { readServedUri } from '../../../core/workspace/served-document.ts';
import type { Session } from '../session.ts';
import { withAbortSignal } from '../with-abort-signal.ts';
import { uriOf } from '../workspace-folders.ts';
import type { ServedDocument } from '../workspace-folders.ts';
import { trimEndOf } from '../../../core/base/text/trim-end-of.ts';

/** How many rendered documents are kept up to date; of more, the oldest are as they were. */
const greatestFollowed = 50;
/** While somebody types, a preview follows a moment later rather than at each key. */
const refreshDelayMs = 150;

/** Serves the documents of `workspace/textDocumentContent`, and says when a rendered one is out of date. */
export class TextDocumentContents {
	readonly #session: Session;
	readonly #followed = new Set<string>();
	#timer: NodeJS.Timeout | undefined;

	constructor(session: Session) {
		this.#session = session;
	}

	listen(): readonly Disposable[] {
		const { connection } = this.#session;
		return [
			connection.onRequest(TextDocumentContentRequest.type, ({ uri }, token) =>
				withAbortSignal(token, signal => this.#answer(uri, signal)),
			),
			{ dispose: () => clearTimeout(this.#timer) },
		];
	}

	/** Some text of the workspace changed. */
	changed(): void {
		if (this.#followed.size === 0 || !this.#session.client.refreshesContents) return;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			for (const uri of this.#followed) this.#refresh(uri);
		}, refreshDelayMs);
	}

	async #answer(uri: string, signal: AbortSignal): Promise<TextDocumentContentResult> {
		const { served, revision, values } = this.#read(uri);
		if (revision !== undefined) {
			const text = await served.folder.service.textAt(served.path, revision);
			if (text !== undefined) return { text };
			throw this.#refusal(`${served.path} is no longer in commit ${revision.slice(0, 10)}. Fetch the missing history and try again.`);
		}
		this.#follow(uri);
		const rendered = await served.folder.service.render(served.path, values, signal);
		if (rendered === undefined)
			throw this.#refusal(`${served.path} is not a prompt, so it cannot be rendered. Open a prompt and try again.`);
		const { text, problem } = rendered;
		return { text: problem === undefined ? text : `⚠ ${problem.place}: ${this.#session.translate(problem.message)}\n\n${text}` };
	}

	#read(uri: string): {
		readonly served: ServedDocument;
		readonly revision: string | undefined;
		readonly values: ReadonlyMap<string, unknown>;
	} {
		const query = readServedUri(uri);
		const folder = this.#session.folders.all.find(each => query !== undefined && each.uri === trimEndOf(query.folder, '/'));
		// Through the name of the file, so that the folder which serves it is the innermost one and no path leads out of it.
		const served = query && folder && this.#session.folders.find(uriOf(folder, query.path));
		if (query === undefined || served === undefined || served.path.split('/').includes('..')) {
			throw this.#refusal('This address does not belong to a document in an open folder. Open it from a prompt.');
		}
		return { served, revision: query.revision, values: new Map(Object.entries(query.values ?? {})) };
	}

	/** An answer that clients show to the user. */
	#refusal(message: string): ResponseError {
		return new ResponseError(LSPErrorCodes.RequestFailed, this.#session.translate(message));
	}

	#follow(uri: string): void {
		this.#followed.delete(uri);
		this.#followed.add(uri);
		const [oldest] = this.#followed;
		if (this.#followed.size > greatestFollowed && oldest !== undefined) this.#followed.delete(oldest);
	}

	#refresh(uri: string): void {
		this.#session.connection.sendRequest(TextDocumentContentRefreshRequest.type, { uri }).catch((error: unknown) => {
			this.#session.connection.console.warn(`A preview was not brought up to date: ${String(error)}`);
		});
	}
}
