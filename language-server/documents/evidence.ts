import type { RegistryProblem } from '../../core/formats/registry/registry-file.ts';
import type { RunRecord } from '../../core/formats/run/run-record.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { TokenCount } from '../../core/ports/token-count.ts';
import type { DatasetState } from '../../core/use-cases/run/dataset-state.ts';

/** How large the prompt of a document is, inputs and what stands in other files not counted. */
export interface PromptTokens {
	/** The literal text of all messages and branches. */
	readonly prompt: TokenCount;
	/** The same at Git HEAD; undefined when there is no committed prompt. */
	readonly committed: TokenCount | undefined;
	/** The default of each input that has a default text and a largest size, by name. */
	readonly defaults: ReadonlyMap<string, TokenCount>;
}

/** What is known of an experiment beside its methodology file. */
export interface ExperimentEvidence {
	/** The text of the file that it names as its hypothesis; undefined when it names none that can be read. */
	readonly hypothesisText: string | undefined;
	/** The text of `conclusion.md`. */
	readonly conclusionText: string | undefined;
	/** p-values in `results/comparisons.csv`, corrected and not; empty for results that have none, undefined before there are any. */
	readonly results: readonly number[] | undefined;
	/** Undefined when it names no dataset. */
	readonly dataset: DatasetState | undefined;
	readonly runs: readonly RunRecord[];
	/** What its cases can be sliced by; undefined where nobody knows, and for an experiment without slices. */
	readonly columns: readonly string[] | undefined;
	/** Columns of its dataset; undefined where there is none on disk, and for an experiment that asks no model. */
	readonly datasetColumns: readonly string[] | undefined;
	/** The files that its scorers name; what cannot be read is left out. */
	readonly scorerTexts: ReadonlyMap<WorkspacePath, string>;
}

/** What is known of a registry file beside its text. */
export interface RegistryEvidence {
	/** What it claims and does not hold, by the same functions as `verify`: contents, approvals, gates. */
	readonly problems: readonly RegistryProblem[];
	/** Run ids to the content hashes they evaluated. */
	readonly evaluatedBy: ReadonlyMap<string, string>;
	/** False in a shallow clone and without Git: what is not found may be elsewhere. */
	readonly hasWholeHistory: boolean;
}
