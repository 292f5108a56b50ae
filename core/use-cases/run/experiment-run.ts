import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { EvaluationFailure, EvaluationPlan, EvaluationProgress } from '../evaluate/evaluation.ts';
import type { EvaluationStop } from '../evaluate/evaluate-run.ts';
import type { AnsweredRun } from '../evaluate/recorded-answers.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import type { RecordedRun, RecordFailure, StartingPoint, TargetFailure } from '../record/record-request.ts';
import type { RecordRefusal } from '../record/refusal-of-record.ts';
import type { RunTarget } from '../record/resolve-run-target.ts';

/** What of an experiment is to be run. */
export interface ExperimentRunRequest {
	/** Experiment id. */
	readonly experiment: string;
	/** One variant; all by default. */
	readonly variant?: string;
	/** One seed, planned or not; all planned ones by default. */
	readonly seed?: number;
	/** True to also repeat runs that are completed on the same prompt and dataset. */
	readonly again?: boolean;
	/**
	 * Where answers come from in an experiment that asks a model: `models` by default. With `records` nobody is asked and no key is needed.
	 * `rescore` plans new runs of recorded answers that have other scorers than the plan.
	 */
	readonly answers?: 'models' | 'records' | 'rescore';
}

/** One run of the matrix of variants and seeds. */
export interface Combination {
	readonly variant: string;
	/** Null in an experiment without seeds. */
	readonly seed: number | null;
}

/** A combination, and what it is run on. */
export interface PlannedRun extends Combination {
	readonly target: RunTarget;
	readonly startedOn: StartingPoint;
}

/** How a run is filled: by the experiment's own command, or by asking a model. */
export type WayToRun =
	/** Without a timeout `timeoutMs` is undefined. */
	| { readonly kind: 'command'; readonly command: string; readonly timeoutMs: number | undefined }
	| {
			readonly kind: 'evaluate';
			readonly evaluation: EvaluationPlan;
			/** The answers that are recorded, oldest run first. */
			readonly recorded: readonly AnsweredRun[];
			/** True to score recorded answers and ask nobody. */
			readonly isRescoring: boolean;
	  };

/** What running an experiment comes to. */
export interface ExperimentRunPlan {
	readonly summary: ExperimentSummary;
	/** The workspace as the plan found it. */
	readonly work: Work;
	readonly way: WayToRun;
	/** Seed by seed, the variants of each in their order, so that an early stop leaves them balanced. */
	readonly missing: readonly PlannedRun[];
	/** What is left out because it has a completed run on the same prompt and dataset. */
	readonly finished: readonly Combination[];
	/** Run records of the experiment that cannot be read and may be of what is missing, each in words with its path. */
	readonly unread: readonly string[];
}

/** Where the content of a dataset is when Git has only a pointer to it. */
export type DatasetKeeper = { readonly kind: 'lfs' } | { readonly kind: 'dvc'; readonly file: WorkspacePath };

/** Why an experiment cannot be run. Nothing was started. */
export type ExperimentRunFailure =
	| TargetFailure
	| EvaluationFailure
	| EvaluationStop
	| RecordRefusal
	| { readonly kind: 'plan-unreadable'; readonly path: string; readonly message: string }
	| { readonly kind: 'dataset-not-there'; readonly path: WorkspacePath; readonly reason: 'missing' | 'empty' }
	| { readonly kind: 'dataset-not-fetched'; readonly path: WorkspacePath; readonly keeper: DatasetKeeper }
	/** Only recorded answers of a model can be replayed or scored again. */
	| { readonly kind: 'not-an-evaluation'; readonly experiment: string; readonly path: string }
	| { readonly kind: 'no-command'; readonly experiment: string; readonly path: string }
	| { readonly kind: 'no-variants'; readonly experiment: string; readonly path: string }
	| { readonly kind: 'invalid-timeout'; readonly text: string; readonly path: string };

/** What became of one combination. */
export type RunOutcome =
	/** Recorded, as completed or as failed; the record's status says which. */
	| { readonly kind: 'recorded'; readonly combination: Combination; readonly run: RecordedRun }
	/** The command ran and its results could not be recorded. They are kept in a folder. */
	| {
			readonly kind: 'not-recorded';
			readonly combination: Combination;
			readonly failure: RecordFailure;
			/** Absolute path, outside the workspace. */
			readonly resultsFolder: string;
	  }

	/** Not all questions were asked. What was answered is kept for the next time. */
	| { readonly kind: 'stopped'; readonly combination: Combination; readonly stop: EvaluationStop };

/** Something that happened while an experiment runs. */
export interface RunProgress {
	readonly event:
		| { readonly kind: 'started'; readonly combination: Combination }
		| { readonly kind: 'asking'; readonly combination: Combination; readonly progress: EvaluationProgress }
		| RunOutcome;
	/** Combinations that have come to an end. */
	readonly doneCount: number;
	readonly totalCount: number;
}

/** What running an experiment led to. */
export interface ExperimentRunResult {
	/** In the order in which they came to an end. */
	readonly outcomes: readonly RunOutcome[];
	/** Combinations that were not started, because one before them could not be recorded. */
	readonly notStarted: readonly Combination[];
	/** True when every variant and seed was run by now and none completed, so that the experiment's status is `failed`. */
	readonly hasFailed: boolean;
}
