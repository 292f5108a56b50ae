import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import { feedbackFile, feedbackSchema } from '../../formats/run/feedback.ts';
import type { Feedback } from '../../formats/run/feedback.ts';
import type { LoadedRun } from './load-runs.ts';

/** A line of feedback.jsonl that says nothing usable. */
export interface FeedbackProblem {
	/** 1-based. */
	readonly line: number;
	/** What, why, what to do. */
	readonly message: string;
}

/**
 * What people say of one run, in the order of the file: of each person the last word on each case. A run without
 * feedback.jsonl has none. A line that cannot be used is left out and reported.
 *
 * @throws The signal's reason when cancelled.
 */
export async function loadFeedback(
	files: FileReader,
	run: Pick<LoadedRun, 'folder'>,
	signal: CancelSignal,
): Promise<{ readonly feedback: readonly Feedback[]; readonly problems: readonly FeedbackProblem[] }> {
	const latest = new Map<string, Feedback>();
	const problems: FeedbackProblem[] = [];
	let line = 0;
	for await (const text of files.lines(`${run.folder}/${feedbackFile}`, signal)) {
		signal.throwIfAborted();
		line++;
		if (text.trim() === '') continue;
		const parsed = parseLine(text);
		if (parsed === undefined) problems.push({ line, message: unusable });
		else latest.set(JSON.stringify([parsed.case, parsed.by]), parsed);
	}
	return { feedback: [...latest.values()], problems };
}

const unusable =
	'This line is not feedback. It needs “case”, “by” and “at”, and “score” must be a number. It is left out. Correct or remove it.';

function parseLine(text: string): Feedback | undefined {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		// Cut off, or the mark of a merge conflict; either way it says nothing.
		return undefined;
	}
	return feedbackSchema.safeParse(data).data;
}
