import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { applyChange } from '../unit-of-work/apply-change.ts';
import type { AppliedChange, ChangeFailure } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { finishInterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import type { InterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Config } from '../../formats/config/config.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
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

/** Feedback that now stands beside its run. */
export interface AddedFeedback {
	readonly feedback: Feedback;
	/** The file that it was added to. */
	readonly path: WorkspacePath;
	readonly applied: AppliedChange;
	/** A change of a killed process that was brought to its end first. */
	readonly interrupted: InterruptedChange | undefined;
}

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
): Promise<Result<AddedFeedback, FeedbackFailure>> {
	const said = readRequest(request);
	if (!said.ok) return said;
	const by = await ports.git.identity();
	if (by === undefined) return fail({ kind: 'no-identity' });
	const interrupted = await finishInterruptedChange(ports);
	const facts = await loadWorkspace(ports.files, ports.git, signal);
	const found = await findRun(request.run, facts, ports.files, signal);
	if (!found.ok) return found;
	if (!(await hasCase(found.value, request.case, ports.files, signal))) {
		return fail({ kind: 'unknown-case', run: request.run, case: request.case });
	}
	signal.throwIfAborted();

	const feedback: Feedback = { case: request.case, ...said.value, by, at: ports.clock.now() };
	const path = `${found.value.folder}/${feedbackFile}`;
	const applied = await append({ run: found.value, path, feedback, settings: facts.config.git }, ports);
	return applied.ok ? succeed({ feedback, path, applied: applied.value, interrupted }) : applied;
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

/** As long as another window may hold the lock: a commit with slow hooks. */
const attempts = 40;
const pauseMs = 250;

interface Addition {
	readonly run: LoadedRun;
	readonly path: WorkspacePath;
	readonly feedback: Feedback;
	readonly settings: Config['git'];
}

async function append(addition: Addition, ports: Ports): Promise<Result<AppliedChange, FeedbackFailure>> {
	for (let attempt = 1; ; attempt++) {
		const applied = await appendOnce(addition, ports);
		if (applied.ok || attempt === attempts || !isPassing(applied.failure)) return applied;
		await ports.clock.wait(pauseMs);
	}
}

/** Another window was faster, or is still at it. */
function isPassing({ kind }: FeedbackFailure): boolean {
	return kind === 'busy' || kind === 'changed-meanwhile' || kind === 'index-locked';
}

async function appendOnce({ run, path, feedback, settings }: Addition, ports: Ports): Promise<Result<AppliedChange, FeedbackFailure>> {
	const { record } = run;
	// Writing would make the folder of a deleted run again, with nothing but feedback in it.
	if ((await ports.files.read(`${run.folder}/run.json`)).kind !== 'text') {
		return fail({ kind: 'no-such-run', run: record.id });
	}
	const before = await readBefore(path, ports.files);
	if (!before.ok) return before;
	const text = `${endLine(before.value ?? '')}${JSON.stringify(feedback)}\n`;
	const subject = `feedback(${record.experiment}): ${record.variant} case ${feedback.case}`;
	return await applyChange(
		{
			write: { kind: 'file', path, text, before: before.value },
			message: commitMessage(subject, '', [['Stagemark-Run', record.id]]),
			tag: undefined,
			settings,
		},
		ports,
	);
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
