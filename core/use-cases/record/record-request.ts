import type { AppliedChange, ChangeFailure } from '../unit-of-work/change.ts';
import type { InterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { ExperimentNotFound } from '../../workspace/runs/resolve-experiment.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** One run to record. Files are named as the user typed them and may lie outside the workspace. */
export interface RecordRequest {
	/** Experiment id. */
	readonly experiment: string;
	/** A key of its `variants`. */
	readonly variant: string;
	/** JSON or YAML map of metric to number; a `scorer` key is read as in the parameters file. */
	readonly metricsFile?: string;
	/** JSON lines, one case each; copied as they are. */
	readonly samplesFile?: string;
	/**
	 * JSON or YAML map of parameter to value. The keys `model`, `endpoint` (a host, or a map of `api`, `host` and
	 * `response_model`), `seed`, `scorer` (a name, or a map as run.json has it) and `parameters` (a map of more parameters) have that
	 * meaning; every other key is a parameter.
	 */
	readonly paramsFile?: string;
	/** Single files, at most 10 MB each. */
	readonly artifactFiles?: readonly ArtifactFile[];
	/** Wins over a seed in the parameters file. */
	readonly seed?: number;
	/** `completed` by default. */
	readonly status?: RunRecord['status'];
	readonly tags?: Readonly<Record<string, string>>;
	readonly notes?: string;
	/** ISO 8601; now by default. */
	readonly startedAt?: string;
	/** ISO 8601; the start by default when a start is given, else now. */
	readonly endedAt?: string;
	/** JSON lines, one step of the run each, see series.ts. */
	readonly seriesFile?: string;
	/** Who made the files: `files` (somebody) by default. */
	readonly source?: 'files' | 'command' | 'evaluate';
	/** Id of the run whose answers were scored again. */
	readonly rescoredFrom?: string;
	/** The run was made elsewhere, by another tool: nothing of this machine and this moment is recorded for it. */
	readonly imported?: ImportedOrigin;
	/** What the run was started on. When something else is on disk by now, nothing is recorded. */
	readonly startedOn?: StartingPoint;
}

/** What is known of a run that another tool made. Null is what that tool does not say; nothing is filled in for it. */
export interface ImportedOrigin extends Pick<RunRecord, 'started_at' | 'ended_at' | 'dataset' | 'scorer' | 'git' | 'environment'> {
	readonly source: Omit<RunRecord['source'], 'kind'>;
	/** The hash of the variant's prompt when the tool kept a text that is the same, else null. */
	readonly promptSha256: string | null;
	/** Counts of tokens as the tool gives them; cost and latency come from the samples. */
	readonly usage: RunRecord['usage'];
}

/** A file under its own name, or under another: a `/`-separated path inside `artifacts/`. */
export type ArtifactFile = string | { readonly file: string; readonly name: string };

/** The content a run was started on, as lower-case hex SHA-256. */
export interface StartingPoint {
	readonly promptSha256: string;
	/** Null without a dataset, or with one that is not on disk. */
	readonly datasetSha256: string | null;
}

/** A run that was recorded. */
export interface RecordedRun {
	readonly record: RunRecord;
	readonly folder: WorkspacePath;
	readonly applied: AppliedChange;
	/** What the user should know although the run was recorded, each in one or two sentences. */
	readonly warnings: readonly string[];
	/** A change of a killed process that was brought to its end first. */
	readonly interrupted: InterruptedChange | undefined;
}

/** Why no run was recorded. */
export type RecordFailure = TargetFailure | InputFailure | ChangeFailure;

/** Why the request leads to no variant of an experiment. */
export type TargetFailure =
	| ExperimentNotFound
	| {
			readonly kind: 'unknown-variant';
			readonly experiment: string;
			readonly variant: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  }
	| { readonly kind: 'unresolved-prompt'; readonly reference: string; readonly variant: string; readonly suggestion: string | undefined };

/** Why a file or a value of the request cannot be recorded. */
export type InputFailure =
	| { readonly kind: 'unreadable-input'; readonly path: string; readonly reason: string }
	| { readonly kind: 'invalid-input'; readonly path: string; readonly message: string }
	| { readonly kind: 'invalid-time'; readonly text: string }
	| { readonly kind: 'nothing-to-record' }
	| { readonly kind: 'no-usable-samples'; readonly path: string; readonly firstProblem: string | undefined }
	| { readonly kind: 'artifact-too-large'; readonly path: string; readonly byteCount: number; readonly limit: number }
	| { readonly kind: 'duplicate-artifact'; readonly name: string }
	| { readonly kind: 'changed-while-running'; readonly path: string }
	| { readonly kind: 'secret-found'; readonly secret: string; readonly place: string };
