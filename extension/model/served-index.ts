import { EventEmitter } from 'vscode';
import type { Disposable, Event, LogOutputChannel, Uri } from 'vscode';
import type { SnapshotChange } from '../../core/workspace/summaries/workspace-snapshot.ts';
import { applyChange, indexOfSnapshot } from '../../core/workspace/summaries/workspace-snapshot.ts';
import type { SummariesChanged } from '../../core/workspace/summaries/summaries-request.ts';
import type { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import { DisposableStore } from './disposable-store.ts';
import type { SummarySource } from './summary-source.ts';

interface ToldIndex {
	readonly index: WorkspaceIndex;
	/** Of the last message that was taken in. */
	revision: number;
}

interface ServedIndexParts {
	readonly folder: Uri;
	readonly source: SummarySource;
	readonly log: LogOutputChannel;
	/** Ends with the model. */
	readonly signal: AbortSignal;
}

/**
 * The index of one folder as the language server tells it. The server is asked on the first `load`; what it tells from then on is
 * taken in, and it is asked again when it had to be started anew.
 */
export class ServedIndex implements Disposable {
	readonly #parts: ServedIndexParts;
	readonly #store = new DisposableStore();
	readonly #changed = this.#store.add(new EventEmitter<SnapshotChange | undefined>());
	#told: Promise<ToldIndex> | undefined;
	#hasAsked = false;
	/** Questions without an answer yet. They are put to a server that replaces the one they were put to. */
	#waitingCount = 0;

	/** Fires after a change was taken in, with the change, or, without one, after everything was told anew. */
	readonly onDidChange: Event<SnapshotChange | undefined> = this.#changed.event;

	constructor(parts: ServedIndexParts) {
		this.#parts = parts;
		this.#store.add(parts.source.onDidChangeSummaries(message => this.#run(this.#takeIn(message))));
		this.#store.add(parts.source.onDidStart(() => this.#serverStarted()));
	}

	/** The index, asked for on the first call. A question that failed is asked again on the next one. */
	async load(): Promise<WorkspaceIndex> {
		return (await (this.#told ?? this.#ask(false))).index;
	}

	/** Lets the server read everything again. */
	async reload(): Promise<void> {
		await this.#ask(true);
	}

	dispose(): void {
		this.#store.dispose();
	}

	#ask(isFresh: boolean): Promise<ToldIndex> {
		const told = this.#toldAnew(isFresh);
		this.#told = told;
		told.catch(() => {
			if (this.#told === told) this.#told = undefined;
		});
		return told;
	}

	async #toldAnew(isFresh: boolean): Promise<ToldIndex> {
		const { folder, source, signal } = this.#parts;
		this.#hasAsked = true;
		this.#waitingCount++;
		try {
			const { revision, snapshot } = await source.summaries(folder, isFresh, signal);
			return { index: indexOfSnapshot(snapshot), revision };
		} finally {
			this.#waitingCount--;
		}
	}

	/** A server that was started anew tells of nothing before it is asked; what was never asked for stays so. */
	#serverStarted(): void {
		if (this.#hasAsked && this.#waitingCount === 0) this.#run(this.#askAgain());
	}

	async #askAgain(): Promise<void> {
		await this.#ask(false);
		this.#changed.fire(undefined);
	}

	async #takeIn({ folder, revision, change }: SummariesChanged): Promise<void> {
		if (folder !== this.#parts.folder.toString().replace(/(?<!\/)\/+$/, '') || this.#told === undefined) return;
		const told = await this.#told;
		// The answer came after that change and knows it.
		if (revision <= told.revision) return;
		if (revision > told.revision + 1) {
			await this.#askAgain();
			return;
		}
		told.revision = revision;
		if (applyChange(told.index, change)) this.#changed.fire(change);
	}

	#run(work: Promise<void>): void {
		work.catch((error: unknown) => {
			if (!this.#parts.signal.aborted) this.#parts.log.error(String(error));
		});
	}
}
