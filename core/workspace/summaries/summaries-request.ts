import { z } from 'zod';
import type { SnapshotChange, WorkspaceSnapshot } from './workspace-snapshot.ts';

/**
 * The request by which an editor asks the language server for everything known of a folder as it stands on disk, unsaved texts
 * left out. From the answer on the server tells by `summariesChanged` what changes.
 */
export const summariesRequest = 'stagemark/summaries';

/** The folder, as the client named it when it opened it. With `isFresh` everything is read again before the answer. */
export const summariesParamsSchema = z.object({ folder: z.string(), isFresh: z.boolean() });

export type SummariesParams = z.output<typeof summariesParamsSchema>;

export interface SummariesAnswer {
	/** Counts what was told of the folder. */
	readonly revision: number;
	readonly snapshot: WorkspaceSnapshot;
}

/** The notification of a change on disk in a folder that was asked for. */
export const summariesChangedNotification = 'stagemark/summariesChanged';

export interface SummariesChanged {
	/** As in the request. */
	readonly folder: string;
	/** One more than what was told before. Where it is another number, something was missed, and asking again is the remedy. */
	readonly revision: number;
	readonly change: SnapshotChange;
}
