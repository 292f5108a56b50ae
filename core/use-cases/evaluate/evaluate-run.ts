import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { JournalTaken, OpenCellJournal } from '../../ports/cell-journal.ts';
import type { AnswerFailure } from '../../ports/model-endpoint.ts';
import type { Ports } from '../../ports/ports.ts';
import { answerFromLine, lineOfAnswer } from './answer-line.ts';
import type { Cell, EvaluationPlan, EvaluationProgress, EvaluatedVariant } from './evaluation.ts';
import { costOf, estimatedCost } from './cost-of-answer.ts';
import type { AnsweredCell } from './sample-of-answer.ts';

/** Why the questions of a run were not all asked. What was answered is kept. */
export type EvaluationStop =
	| JournalTaken
	/** Nobody is to be asked, and no run has an answer to each question. */
	| { readonly kind: 'answers-missing'; readonly count: number }
	| { readonly kind: 'budget-spent'; readonly budgetUsd: number; readonly remainingCount: number }
	/** The first questions all failed, so no more were asked. */
	| { readonly kind: 'no-answers'; readonly endpoint: string; readonly askedCount: number; readonly failure: AnswerFailure };

/** So many failures without one answer are the endpoint's, and not those of the questions. */
const hopelessCount = 20;

/** The answers of one variant under one seed, in the order of the cases. */
export interface EvaluatedRun {
	readonly answered: readonly AnsweredCell[];
	/** To be finished when the run is recorded, else closed. */
	readonly journal: OpenCellJournal;
}

/** One budget for all runs of an experiment. */
export interface Spending {
	spentUsd: number;
}

interface RunToEvaluate {
	/** Names the run, so that its answers are found again. */
	readonly key: string;
	readonly variant: EvaluatedVariant;
	readonly cells: readonly Cell[];
	/** Answers of earlier runs by the digest of their question; failures among them are asked again. */
	readonly recorded: ReadonlyMap<string, Pick<AnsweredCell, 'answer'>>;
	readonly plan: EvaluationPlan;
	readonly spending: Spending;
	readonly onProgress: (progress: EvaluationProgress) => void;
}

/**
 * Asks what has no answer in the journal or an earlier run yet. Every answer is in the journal before anything else happens to it, so that a kill loses none
 * and none is paid for twice. Failures are not kept: they are asked again the next time, and are errors of this run.
 *
 * @throws The signal's reason when cancelled; what was answered is kept.
 */
export async function evaluateRun(run: RunToEvaluate, ports: Ports, signal: CancelSignal): Promise<Result<EvaluatedRun, EvaluationStop>> {
	const opened = await ports.cells.open(run.key);
	if (!opened.ok) return opened;
	const journal = opened.value;
	try {
		const answers = await askMissing(run, journal, ports, signal);
		const [failed] = [...answers.values()].flatMap(answer => (answer.ok ? [] : [answer.failure]));
		if (failed !== undefined && isHopeless(answers, run.cells.length)) {
			await journal.close();
			return fail({ kind: 'no-answers', endpoint: run.variant.endpoint.name, askedCount: answers.size, failure: failed });
		}
		const remaining = run.cells.filter(({ digest }) => !answers.has(digest));
		if (remaining.length > 0) {
			await journal.close();
			return fail({ kind: 'budget-spent', budgetUsd: run.plan.budgetUsd ?? 0, remainingCount: remaining.length });
		}
		return succeed({
			journal,
			answered: run.cells.flatMap(cell => {
				const answer = answers.get(cell.digest);
				if (answer === undefined) return [];
				return [{ cell, answer, costUsd: answer.ok ? costOf(answer.value, run.variant.price) : undefined }];
			}),
		});
	} catch (error) {
		await journal.close();
		throw error;
	}
}

async function askMissing(
	{ cells, variant, recorded, plan, spending, onProgress }: RunToEvaluate,
	journal: OpenCellJournal,
	ports: Ports,
	signal: CancelSignal,
): Promise<ReadonlyMap<string, AnsweredCell['answer']>> {
	const wanted = new Set(cells.map(({ digest }) => digest));
	const answers = new Map<string, AnsweredCell['answer']>();
	for (const { digest } of cells) {
		const before = recorded.get(digest);
		if (before?.answer.ok === true) answers.set(digest, before.answer);
	}
	for (const { digest, answer } of journal.lines.flatMap(answerFromLine)) if (wanted.has(digest)) answers.set(digest, succeed(answer));
	const waiting = cells.filter(({ digest }) => !answers.has(digest));
	const report = (): void =>
		onProgress({
			doneCount: answers.size,
			totalCount: cells.length,
			spentUsd: variant.price === undefined ? undefined : spending.spentUsd,
		});
	report();
	let next = 0;
	let underWayUsd = 0;
	const mayAsk = (): boolean =>
		(plan.budgetUsd === undefined || spending.spentUsd + underWayUsd < plan.budgetUsd) && !isHopeless(answers, cells.length);
	const work = async (): Promise<void> => {
		for (;;) {
			signal.throwIfAborted();
			const cell = waiting[next];
			if (cell === undefined || !mayAsk()) return;
			next++;
			const estimateUsd = estimatedCost(cell.request, variant.price) ?? 0;
			underWayUsd += estimateUsd;
			const answer = await ports.endpoints.ask(variant.endpoint, cell.request, plan.patience, signal);
			underWayUsd -= estimateUsd;
			if (answer.ok) {
				await journal.append(lineOfAnswer(cell.digest, answer.value));
				spending.spentUsd += costOf(answer.value, variant.price) ?? 0;
			}
			answers.set(cell.digest, answer);
			report();
		}
	};
	await inParallel(Math.min(plan.concurrency, waiting.length), work);
	return answers;
}

/** True when nothing was answered and enough was asked to tell. */
function isHopeless(answers: ReadonlyMap<string, AnsweredCell['answer']>, totalCount: number): boolean {
	return answers.size >= Math.min(hopelessCount, totalCount) && [...answers.values()].every(({ ok }) => !ok);
}

/** All are waited for, so that nothing runs on after this has settled. */
async function inParallel(count: number, work: () => Promise<void>): Promise<void> {
	const ends = await Promise.allSettled(Array.from({ length: count }, work));
	const broken = ends.find(end => end.status === 'rejected');
	if (broken !== undefined) throw broken.reason;
}
