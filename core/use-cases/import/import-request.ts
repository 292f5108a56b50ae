import type { ScratchFolder } from '../../ports/process-runner.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';
import type { GatheredRun } from '../record/gather-run.ts';
import type { InputFailure, RecordedRun, TargetFailure } from '../record/record-request.ts';
import type { RunTarget } from '../record/resolve-run-target.ts';
import type { ImportFailure } from './import-failure.ts';
import type { FieldNote } from './import-notes.ts';

/** Results of another tool that are to become runs of an experiment. */
export interface ImportRequest {
	/** A file or folder as the user typed it, or `refs/exps` for experiments that DVC keeps in Git. */
	readonly from: string;
	/** Experiment id. */
	readonly experiment: string;
	/** Variant of all runs that do not clearly belong to another; told from names and prompts when it is not given. */
	readonly variant?: string;
	/** What the tool calls a run, or what it guesses its variant from, to variant. */
	readonly variants?: Readonly<Record<string, string>>;
	/** Labels or ids of the runs to import; all when it is not given. */
	readonly only?: readonly string[];
	/** Id of the importer; detected when it is not given. */
	readonly format?: string;
	/** The experiment of the other tool whose runs are imported; all when it is not given. */
	readonly sourceExperiment?: string;
	/** The column that names the case, or `#row`; told from its name when it is not given. */
	readonly caseColumn?: string;
}

/** One run that would be recorded. */
export interface PlannedRun {
	/** What the tool calls it. */
	readonly label: string;
	readonly target: RunTarget;
	readonly gathered: GatheredRun;
	readonly sampleCount: number;
	readonly pointCount: number;
}

/** What an import would record, with its files staged outside of the workspace. Nothing is written into it yet. */
export interface ImportPlan {
	readonly importer: { readonly id: string; readonly title: string };
	/** What gave the format away, or that it was named. */
	readonly evidence: string;
	readonly path: string;
	readonly experiment: string;
	readonly runs: readonly PlannedRun[];
	/** Runs that were recorded before, or stand in the source twice. */
	readonly duplicates: readonly { readonly label: string; readonly run: string; readonly variant: string }[];
	/** Runs that are not imported, each with the reason as a sentence. */
	readonly leftOut: readonly { readonly label: string; readonly why: string }[];
	/** Field by field what is kept, renamed and dropped. */
	readonly fields: readonly FieldNote[];
	readonly warnings: readonly string[];
	/** The workspace as the plan found it. */
	readonly work: Work;
	/** To be disposed of when the import is over. */
	readonly folder: ScratchFolder;
}

/** What an import has recorded. */
export interface ImportOutcome {
	readonly recorded: readonly RecordedRun[];
	/** Why nothing was recorded. */
	readonly stopped: { readonly kind: 'cancelled' } | { readonly kind: 'failed'; readonly failure: ChangeFailure } | undefined;
	/** Labels of the runs that were not recorded. */
	readonly missing: readonly string[];
}

/** Where an import stands. */
export interface ImportProgress {
	readonly phase: 'reading' | 'recording';
	readonly label: string;
	readonly doneCount: number;
	readonly totalCount: number;
}

/** Why no plan could be made. Nothing was written. */
export type PlanImportFailure = ImportFailure | InputFailure | TargetFailure | ChangeFailure;
