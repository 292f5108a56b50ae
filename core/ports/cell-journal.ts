import type { Result } from '../base/result.ts';

/** Somebody else has opened it. */
export interface JournalTaken {
	readonly kind: 'evaluation-taken';
	/** Who, in words. */
	readonly holder: string;
}

/** Answers that were paid for and are in no run yet. */
export interface OpenCellJournal {
	/** The lines that are there, oldest first; the last one of a killed process may be cut. */
	readonly lines: readonly string[];
	/** Keeps a line for good: when this resolves, it survives a kill and a power cut. */
	append(line: string): Promise<void>;
	/** Closes it and takes its lines away: they are in a run now. */
	finish(): Promise<void>;
	/** Closes it and leaves its lines for the next time. */
	close(): Promise<void>;
}

/** Journals of answers in the Git directory, one for each run that is being made. */
export interface CellJournal {
	open(key: string): Promise<Result<OpenCellJournal, JournalTaken>>;
}
