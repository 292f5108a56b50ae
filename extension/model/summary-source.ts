import type { Event, Uri } from 'vscode';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { SummariesAnswer, SummariesChanged } from '../../core/workspace/summaries/summaries-request.ts';

/** Where models learn what stands in a folder: the language server, which reads the files and keeps up with them. */
export interface SummarySource {
	/** Fires for each change in a folder that was asked for. */
	readonly onDidChangeSummaries: Event<SummariesChanged>;
	/** Fires when the server runs, for the first time or again. One that runs again tells of nothing before it is asked. */
	readonly onDidStart: Event<undefined>;
	/**
	 * Everything known of a folder as it stands on disk. Starts the server when it is not running.
	 *
	 * @param isFresh - Whether the server reads everything again before it answers.
	 * @throws The signal's reason when cancelled; an error when there is no server to ask.
	 */
	summaries(folder: Uri, isFresh: boolean, signal: CancelSignal): Promise<SummariesAnswer>;
}
