import type { OpenCellJournal } from '../../ports/cell-journal.ts';
import type { EvaluationStop } from '../evaluate/evaluate-run.ts';
import type { EvaluationProgress } from '../evaluate/evaluation.ts';
import { failExperiment, startExperiment } from '../experiment/move-experiment.ts';
import { evaluateCombination } from './evaluate-combination.ts';
import type { FailureDescription } from '../../base/words-of-failure.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';
import type { ExperimentRunPlan, ExperimentRunResult, PlannedRun, RunOutcome, RunProgress } from './experiment-run.ts';
import { recordFinishedCommand } from './record-finished-command.ts';
import type { RecordFailure } from '../record/record-request.ts';
import { runCommand } from './run-command.ts';
import type { FinishedCommand } from './run-command.ts';

/** How an experiment is run. */
export interface RunOptions {
	/** How many commands run at a time; 1 by default. Records are made one after the other. */
	readonly jobs?: number;
	/** Says why results could not be recorded; kept in the notes of the failed run. */
	readonly inWords: (failure: RecordFailure) => FailureDescription;
	/** Called when a command starts and when its combination has come to an end. */
	onProgress?(progress: RunProgress): void;
}

/**
 * Runs what is missing in an experiment: its command once a combination, and each recorded as soon as it ends, a failed
 * or timed-out one as `failed`. The experiment's status follows: `running` with the first, `failed` when each was run and
 * none completed. After a combination that could not be recorded no other is started, because what hinders
 * one hinders all; its results are kept in their folder. Nothing is started when the experiment's own status cannot be written.
 *
 * @throws The signal's reason when cancelled. Commands that are running then are ended and leave no record, since where
 * they stopped says nothing about the variant; what was recorded before stays.
 */
export async function runExperiment(
	plan: ExperimentRunPlan,
	options: RunOptions,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<ExperimentRunResult, ChangeFailure>> {
	const waiting = [...plan.missing];
	const outcomes: RunOutcome[] = [];
	const report = (event: RunProgress['event']): void =>
		options.onProgress?.({ event, doneCount: outcomes.length, totalCount: plan.missing.length });
	const inTurn = oneAfterTheOther();
	let isStopped = false;

	const work = async (): Promise<void> => {
		while (!isStopped) {
			signal.throwIfAborted();
			const next = waiting.shift();
			if (next === undefined) return;
			report({ kind: 'started', combination: combinationOf(next) });
			const outcome = await runOne(next);
			outcomes.push(outcome);
			report(outcome);
		}
	};
	const runOne = async (planned: PlannedRun): Promise<RunOutcome> => {
		const combination = combinationOf(planned);
		const filled = await fill(planned);
		if (!filled.ok) {
			// What stands in the way of asking stands in the way of all; a run without all its answers is its own matter.
			isStopped = filled.failure.kind !== 'answers-missing';
			return { kind: 'stopped', combination, stop: filled.failure };
		}
		const { finished, journal } = filled.value;
		const recorded = await inTurn(() => recordFinishedCommand(finished, options.inWords, ports));
		// Answers of a run that was not completed are kept: somebody paid for them.
		await (recorded.ok && recorded.value.record.status === 'completed' ? journal?.finish() : journal?.close());
		if (!recorded.ok) {
			isStopped = true;
			return { kind: 'not-recorded', combination, failure: recorded.failure, resultsFolder: finished.folder.absolutePath };
		}
		await finished.folder.dispose();
		return { kind: 'recorded', combination, run: recorded.value };
	};

	const spending = { spentUsd: 0 };
	const fill = async (planned: PlannedRun): Promise<Result<Filled, EvaluationStop>> => {
		const { way } = plan;
		if (way.kind === 'command')
			return succeed({ finished: await runCommand(plan, way, planned, { ports, signal }), journal: undefined });
		const combination = combinationOf(planned);
		const onProgress = (progress: EvaluationProgress): void => report({ kind: 'asking', combination, progress });
		return await evaluateCombination({ plan, planned, way, spending, onProgress }, ports, signal);
	};

	const started = plan.missing.length === 0 ? undefined : await startExperiment(plan.summary.path, plan.work, ports);
	// What hinders this hinders every record, so no command is worth its money. Somebody who edits the file hinders none.
	if (started?.ok === false && started.failure.kind !== 'changed-meanwhile') return started;
	const workers = Array.from({ length: Math.max(1, Math.min(options.jobs ?? 1, plan.missing.length)) }, work);
	// All are waited for, so that nothing runs on after this has settled.
	const ends = await Promise.allSettled(workers);
	const broken = ends.find(end => end.status === 'rejected');
	if (broken !== undefined) throw broken.reason;
	const failed = await failExperiment(plan.summary.path, plan.work, ports, signal);
	return succeed({ outcomes, notStarted: waiting.map(combinationOf), hasFailed: failed.ok && failed.value !== undefined });
}

/** The results of one combination; the journal is that of an evaluation. */
interface Filled {
	readonly finished: FinishedCommand;
	readonly journal: OpenCellJournal | undefined;
}

function combinationOf({ variant, seed }: PlannedRun): { readonly variant: string; readonly seed: number | null } {
	return { variant, seed };
}

/** Lets work begin when the work given before has ended, however it ended. */
function oneAfterTheOther(): <Value>(work: () => Promise<Value>) => Promise<Value> {
	let last: Promise<unknown> = Promise.resolve();
	return work => {
		const next = last.then(work, work);
		last = next;
		return next;
	};
}
