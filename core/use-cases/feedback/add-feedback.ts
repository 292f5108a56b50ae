import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { Change, ChangeFailure } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Patience, Written } from '../unit-of-work/unit-of-work.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { feedbackFile } from '../../formats/run/feedback.ts';
import type { Feedback } from '../../formats/run/feedback.ts';
import type { FeedbackFailure } from './feedback-failure.ts';
import { findRecordSecret } from '../record/find-record-secret.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { parseSampleLine } from '../../formats/run/parse-sample-line.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** What a person says of the answer of one run to one case: a score, a label, a comment, at least one of them. */
export interface FeedbackRequest {
	/** Id of the run. */
	readonly run: string;
	/** A case of its samples.jsonl. */
	readonly case: string;
	/** On the scale of whoever rates. */
	readonly score?: number | undefined;
	readonly label?: string | undefined;
	readonly comment?: string | undefined;
}

/** Feedback that is to stand beside its run. */
export interface FeedbackPlan extends Change {
	readonly feedback: Feedback;
	/** The file that it is added to. */
	readonly path: WorkspacePath;
}

/** As long as another window may hold the lock: a commit with slow hooks. */
const patience: Patience = { attempts: 40, pauseMs: 250 };

/**
 * Adds one line to `feedback.jsonl` beside a run, in the name of whoever Git knows here, and commits that file alone as the
 * repository's settings say. Earlier lines stay as they are, also those of the same person on the same case; the last one
 * counts. Another window that writes at the same moment is waited for, so no line is lost.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function addFeedback(
	request: FeedbackRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<FeedbackPlan>, FeedbackFailure>> {
	const said = readRequest(request);
	if (!said.ok) return said;
	const by = await ports.git.identity();
	if (by === undefined) return fail({ kind: 'no-identity' });
	const feedback: Feedback = { case: request.case, ...said.value, by, at: ports.clock.now() };
	const plan = (work: Work): Promise<Result<FeedbackPlan, FeedbackFailure>> =>
		planFeedback(request.run, feedback, work, { ports, signal });
	return await unitOfWork(plan, ports, signal, { patience });
}

async function planFeedback(
	id: string,
	feedback: Feedback,
	{ index }: Work,
	{ ports, signal }: { readonly ports: Ports; readonly signal: CancelSignal },
): Promise<Result<FeedbackPlan, FeedbackFailure>> {
	const found = await findRun(id, index, ports.files, signal);
	if (!found.ok) return found;
	const { folder, record } = found.value;
	if (!(await hasCase(found.value, feedback.case, ports.files, signal)))
		return fail({ kind: 'unknown-case', run: id, case: feedback.case });
	const path = `${folder}/${feedbackFile}`;
	const before = await readBefore(path, ports.files);
	if (!before.ok) return before;
	// Writing would make the folder of a deleted run again, with nothing but feedback in it.
	if ((await ports.files.read(`${folder}/run.json`)).kind !== 'text') return fail({ kind: 'no-such-run', run: id });
	const text = `${endLine(before.value ?? '')}${JSON.stringify(feedback)}\n`;
	const subject = `feedback(${record.experiment}): ${record.variant} case ${feedback.case}`;
	return succeed({
		feedback,
		path,
		write: { kind: 'file', path, text, before: before.value },
		message: commitMessage(subject, '', [['Stagemark-Run', record.id]]),
		tag: undefined,
		settings: index.config.git,
	});
}

type Said = Pick<Feedback, 'score' | 'label' | 'comment'>;

/** Empty texts say nothing. Whatever is kept goes into Git, so it must not hold a credential. */
function readRequest({ score, label, comment }: FeedbackRequest): Result<Said, FeedbackFailure> {
	if (score !== undefined && !Number.isFinite(score)) return fail({ kind: 'invalid-score' });
	const [word, text] = [label?.trim() ?? '', comment?.trim() ?? ''];
	const said: Said = {
		...withoutUndefined({ score }),
		...(word === '' ? {} : { label: word }),
		...(text === '' ? {} : { comment: text }),
	};
	if (Object.keys(said).length === 0) return fail({ kind: 'empty-feedback' });
	const secret = findRecordSecret(said);
	return secret === undefined ? succeed(said) : fail({ kind: 'secret-found', ...secret });
}

async function findRun(
	id: string,
	facts: WorkspaceFacts,
	files: FileReader,
	signal: CancelSignal,
): Promise<Result<LoadedRun, FeedbackFailure>> {
	for (const { folder } of facts.experiments) {
		const { runs } = await loadRuns(files, folder, signal);
		const run = runs.find(({ record }) => record.id === id);
		if (run !== undefined) return succeed(run);
	}
	return fail({ kind: 'no-such-run', run: id });
}

/** Reads only as far as the case, since a samples file may be of any size. */
async function hasCase({ folder }: LoadedRun, id: string, files: FileReader, signal: CancelSignal): Promise<boolean> {
	for await (const line of files.lines(`${folder}/samples.jsonl`, signal)) {
		const parsed = parseSampleLine(line);
		if (parsed.ok && parsed.value.case === id) return true;
	}
	return false;
}

/** The file as it stands; undefined when there is none. */
async function readBefore(path: WorkspacePath, files: FileReader): Promise<Result<string | undefined, ChangeFailure>> {
	const content = await files.read(path);
	switch (content.kind) {
		case 'text':
			return succeed(content.text);
		case 'missing':
			return succeed(undefined);
		case 'binary':
			return fail({ kind: 'not-writable', path, reason: 'it is not text' });
		case 'too-large':
			return fail({ kind: 'not-writable', path, reason: `it is larger than ${content.limit} bytes` });
		case 'unreadable':
			return fail({ kind: 'not-writable', path, reason: content.reason });
	}
}

/** A last line that was cut off must not swallow the next one. */
function endLine(text: string): string {
	return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
