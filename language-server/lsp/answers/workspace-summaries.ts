import { ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { CancellationToken, Disposable } from 'vscode-languageserver/node';
import {
	summariesChangedNotification,
	summariesParamsSchema,
	summariesRequest,
} from '../../../core/workspace/summaries/summaries-request.ts';
import type { SummariesAnswer, SummariesChanged } from '../../../core/workspace/summaries/summaries-request.ts';
import { changeBetween } from '../../../core/workspace/summaries/workspace-snapshot.ts';
import type { Session } from '../session.ts';
import type { WatchedFiles } from '../watched-files.ts';
import { withAbortSignal } from '../with-abort-signal.ts';
import type { ServedFolder } from '../workspace-folders.ts';

/** Answers `stagemark/summaries`, and tells those who have asked what changes on disk from then on. */
export class WorkspaceSummaries {
	readonly #session: Session;
	readonly #watched: WatchedFiles;
	/** What was told last, of folders that were asked for. */
	readonly #told = new WeakMap<ServedFolder, SummariesAnswer>();
	readonly #due = new Set<ServedFolder>();
	/** One after the other, so that each message goes on where the one before ended. */
	#queue: Promise<unknown> = Promise.resolve();

	constructor(session: Session, watched: WatchedFiles) {
		this.#session = session;
		this.#watched = watched;
	}

	/** `reloaded` is called when a folder was read again because somebody asked for that. */
	listen(reloaded: () => void): Disposable {
		const { connection, folders } = this.#session;
		return connection.onRequest(summariesRequest, (params: unknown, token: CancellationToken) => {
			const asked = summariesParamsSchema.safeParse(params);
			const folder = asked.success ? folders.named(asked.data.folder) : undefined;
			if (!asked.success || folder === undefined) {
				return new ResponseError(ErrorCodes.InvalidParams, `${summariesRequest} takes the URI of a folder that is open.`);
			}
			return withAbortSignal(token, signal =>
				this.#inTurn(async () => {
					if (asked.data.isFresh) {
						await folder.service.load(new AbortController().signal);
						reloaded();
					}
					return this.#answer(folder, signal);
				}),
			);
		});
	}

	/** Files of a folder were saved, closed, or changed on disk: whoever asked for it is told what that means. */
	filesChanged(folder: ServedFolder): void {
		if (!this.#told.has(folder) || this.#due.has(folder)) return;
		this.#due.add(folder);
		this.#inTurn(() => this.#tell(folder)).catch((error: unknown) => {
			this.#session.connection.console.error(`Views may be out of date until they are refreshed. ${String(error)}`);
		});
	}

	async #answer(folder: ServedFolder, signal: AbortSignal): Promise<SummariesAnswer> {
		// Watching comes first: what changes while the answer is made is then told after it.
		this.#watched.start();
		const snapshot = await folder.service.saved(signal);
		this.#watched.follow(folder, snapshot.config.value);
		const answer = { revision: (this.#told.get(folder)?.revision ?? 0) + 1, snapshot };
		this.#told.set(folder, answer);
		return answer;
	}

	async #tell(folder: ServedFolder): Promise<void> {
		this.#due.delete(folder);
		const before = this.#told.get(folder);
		const isOpen = this.#session.folders.all.includes(folder);
		if (before === undefined || !isOpen) return;
		const snapshot = await folder.service.saved(new AbortController().signal);
		const change = changeBetween(before.snapshot, snapshot);
		if (change === undefined) return;
		if (change.config !== undefined) this.#watched.follow(folder, change.config.value);
		const revision = before.revision + 1;
		this.#told.set(folder, { revision, snapshot });
		const message: SummariesChanged = { folder: folder.uri, revision, change };
		await this.#session.connection.sendNotification(summariesChangedNotification, message);
	}

	#inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
		const done = this.#queue.then(work);
		this.#queue = done.catch(() => undefined);
		return done;
	}
}
