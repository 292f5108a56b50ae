import type { WorktreeFailure } from '../../ports/worktree-request.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';
import type { ExperimentRunFailure } from '../run/experiment-run.ts';
import type { InputFailure, RecordedRun } from '../record/record-request.ts';
import type { RepeatNoise } from '../../workspace/runs/repeat-noise.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** A run to make again. */
export interface ReproduceRequest {
	/** Id of a recorded run. */
	readonly run: string;
	/**
	 * Largest difference of a metric that counts as the same, in the unit of the metric. By default the largest difference
	 * between equal runs that are on record, and 0 without any.
	 */
	readonly tolerance?: number;
	/** Records the new run in the experiment of the old one, tagged `reproduces`. Nothing is recorded by default. */
	readonly record?: boolean;
}

/** One metric of both runs. */
export interface ReproducedMetric {
	readonly name: string;
	/** Undefined where that run does not have the metric. */
	readonly before: number | undefined;
	readonly after: number | undefined;
	readonly tolerance: number;
	readonly isWithin: boolean;
}

/** The per-case results of both runs, held against each other. */
export interface ReproducedCases {
	/** Cases that both have. */
	readonly commonCount: number;
	/** Common cases of which a mean score differs. */
	readonly changedCount: number;
	/** Cases that only one of both has. */
	readonly loneCount: number;
}

/** What making a run again came to. */
export interface Reproduction {
	readonly original: RunRecord;
	/** Not on record unless that was asked for. */
	readonly repeated: RunRecord;
	readonly metrics: readonly ReproducedMetric[];
	/** Undefined where a run has no per-case results. */
	readonly cases: ReproducedCases | undefined;
	/** Between runs that were on record before. */
	readonly noise: RepeatNoise;
	/** What of the surroundings differs, each in a few words: `node 20.1.0 -> 22.0.0`. */
	readonly surroundings: readonly string[];
	/** True when every metric lies within the tolerance, and there is one. */
	readonly isReproduced: boolean;
	readonly recorded: Pick<RecordedRun, 'folder' | 'applied' | 'warnings' | 'interrupted'> | undefined;
}

/** Why a run could not be made again. */
export type ReproduceFailure =
	| ExperimentRunFailure
	| WorktreeFailure
	| InputFailure
	| ChangeFailure
	| { readonly kind: 'unknown-run'; readonly run: string }
	| { readonly kind: 'run-not-completed'; readonly run: string; readonly status: RunRecord['status'] }
	| { readonly kind: 'run-without-commit'; readonly run: string }
	| { readonly kind: 'patch-not-kept'; readonly run: string; readonly isDamaged: boolean }
	| { readonly kind: 'plan-not-in-commit'; readonly experiment: string; readonly variant: string; readonly commit: string }
	| { readonly kind: 'prompt-differs'; readonly path: WorkspacePath; readonly recorded: string; readonly found: string }
	| { readonly kind: 'dataset-differs'; readonly path: WorkspacePath; readonly recorded: string; readonly found: string | undefined }
	| {
			readonly kind: 'input-differs';
			readonly path: WorkspacePath;
			readonly recorded: string;
			/** Undefined when it is nowhere. */
			readonly found: string | undefined;
			/** The run kept a copy, which is not what was recorded. */
			readonly isKept: boolean;
	  }
	| { readonly kind: 'evaluation-not-reproduced'; readonly run: string }
	| { readonly kind: 'command-missing'; readonly command: string; readonly file: string | undefined }
	| { readonly kind: 'command-failed'; readonly command: string; readonly reason: string; readonly lastLines: string };
