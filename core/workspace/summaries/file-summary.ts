import type { ComponentKind, MemberKind } from '../../formats/component/component.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { FileReading } from '../../formats/prompt/dialects/parts/dialect-overrides.ts';
import type { DialectId } from '../../formats/prompt/prompt.ts';
import type { TemplateName } from '../../formats/prompt/template-name.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';

/**
 * What the rest of the workspace needs to know of one prompt file. This and the summaries below are small, plain data,
 * compared by value: when an edit leaves the summary as it was, nothing outside the file has to be computed again.
 */
export interface PromptSummary {
	readonly kind: 'prompt';
	readonly path: WorkspacePath;
	/** Commit the text was read at; undefined for the working tree. */
	readonly revision: string | undefined;
	/** What it is written in, by its content or by the configuration. */
	readonly dialect: DialectId;
	/** The language of its template, where that may come from the configuration alone. */
	readonly template?: TemplateName;
	readonly name: string;
	/** Normalised semantic version (`2.3` reads as `2.3.0`); undefined for a prompt without one or with one that is none. */
	readonly version: string | undefined;
	/** Canonical content hash: lower-case hex SHA-256. */
	readonly contentHash: string;
	readonly description: string | undefined;
	readonly model: string | undefined;
	/** Words of the front matter by which gates can be set. */
	readonly tags: readonly string[];
	readonly inputs: readonly { readonly name: string; readonly isRequired: boolean }[];
	/** Names the template reads and does not define, sorted, each once. */
	readonly usedInputs: readonly string[];
	/**
	 * Other templates it includes, extends, imports or uses as a partial, as written, each once, in order; `target` is undefined when one
	 * is computed. `isUnconditional` when rendering it always renders the other.
	 */
	readonly includes: readonly { readonly target: string | undefined; readonly isUnconditional: boolean }[];
	/** Files that hold texts of it, with the language they are in. Absent for none. */
	readonly names?: readonly (FileReading & { readonly target: string })[];
}

/** A model card, an embedding reference or a pipeline. */
export interface ComponentSummary {
	readonly kind: ComponentKind;
	readonly path: WorkspacePath;
	/** Commit the text was read at; undefined for the working tree. */
	readonly revision: string | undefined;
	readonly name: string;
	/** Normalised semantic version; undefined for one without or with one that is none. */
	readonly version: string | undefined;
	/** Canonical hash of what the file itself says; what a pipeline is made of comes on top, see core/workspace/subject.ts. */
	readonly fileHash: string;
	readonly description: string | undefined;
	/** Words by which gates can be set. */
	readonly tags: readonly string[];
	/** What a pipeline names, in the order of its steps. */
	readonly members: readonly { readonly kind: MemberKind; readonly reference: string }[];
}

export interface ExperimentSummary {
	readonly kind: 'experiment';
	readonly path: WorkspacePath;
	readonly folder: WorkspacePath;
	readonly experiment: Experiment;
	/** Why only a part of the file was read, in words that follow a colon. */
	readonly flaw?: string;
}

/** A file or folder that should tell something, and of which nothing is known. */
export interface UnreadSummary {
	readonly kind: 'unread';
	readonly path: WorkspacePath;
	/** Why, in words that follow a colon. */
	readonly reason: string;
}

export interface RegistrySummary {
	readonly kind: 'registry';
	readonly path: WorkspacePath;
	readonly registry: Registry;
	/** As for an experiment. */
	readonly flaw?: string;
}
