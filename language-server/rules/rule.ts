import type { ParsedComponent } from '../../core/formats/component/component.ts';
import type { ParsedExperiment } from '../../core/formats/experiment/experiment.ts';
import type { Severity } from '../../core/base/problem.ts';
import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { ParsedRegistry } from '../../core/formats/registry/registry-file.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';
import type { PromptVersions } from '../../core/workspace/prompt-versions.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { ExperimentEvidence, PromptTokens, RegistryEvidence } from '../documents/evidence.ts';
import type { ConfigDocument, PlainText, UnreadableFile } from '../documents/parsed-document.ts';
import type { EditInFile, FileChange } from '../documents/text-edit.ts';
import type { SuppressedRule, Suppression } from './suppression.ts';

/** A repair. `safe` ones keep the meaning and take part in "fix all"; `unsafe` ones are offered one by one. */
export interface Fix {
	readonly title: string;
	readonly safety: 'safe' | 'unsafe';
	/** In the file the finding is in, unless they say another one. A fix that renames the file does so afterwards. */
	readonly edits: readonly EditInFile[];
	/** What happens to other files, or to the name of this one. Only editors offer such a fix, and it is never safe. */
	readonly files?: readonly FileChange[];
}

/** Another place that belongs to the finding. */
export interface RelatedPlace {
	readonly path: WorkspacePath;
	readonly range: TextRange;
	readonly message: string;
}

/** What a rule found; the runner adds the rule's id and severity. */
export interface Finding {
	readonly range: TextRange;
	/** What, why, what to do. */
	readonly message: string;
	readonly fixes?: readonly Fix[];
	readonly related?: readonly RelatedPlace[];
	/** Where one finding weighs less or more than the rule does. A severity that the user has set for the rule is never exceeded. */
	readonly severity?: Severity;
	/** Fades the range out or strikes it through. */
	readonly tag?: 'unnecessary' | 'deprecated';
}

/** What the rule may know beside the document. Everything in it was made before the rule runs: a rule does no I/O. */
export interface RuleContext {
	readonly workspace: WorkspaceFacts;
	/** Options of this rule from `rules:` in stagemark.yaml. */
	readonly options: Readonly<Record<string, unknown>>;
	/** The same prompt as it stands at Git HEAD; undefined when it does not or when there is no Git. */
	readonly committedPrompt: Prompt | undefined;
	/** What is known of earlier versions of the prompt; undefined for other documents and before the repository has opted in. */
	readonly versions?: PromptVersions | undefined;
	/** What lies beside an experiment; undefined for documents of other kinds. */
	readonly experiment: ExperimentEvidence | undefined;
	/** What Git and the runs say of a registry file; undefined for documents of other kinds and for one that cannot be read whole. */
	readonly registry: RegistryEvidence | undefined;
	/** The date of the host's clock, as `2026-11-22`. */
	readonly today: string;
	/** Undefined for documents that are no prompt. */
	readonly tokens: PromptTokens | undefined;
}

interface RuleDescription {
	/** Equals the folder name and names the mistake; users write it in settings. Never renamed, never reused. */
	readonly id: string;
	/** One sentence that completes "Reports …", for lists and the settings schema. */
	readonly summary: string;
	/** Default severity. Deterministic rules may be errors; heuristic ones are at most warnings. */
	readonly severity: Severity | 'off';
	readonly group:
		| 'component'
		| 'template'
		| 'variables'
		| 'schema'
		| 'versioning'
		| 'model'
		| 'quality'
		| 'safety'
		| 'budget'
		| 'experiment'
		| 'registry'
		| 'storage'
		| 'suppression';
	readonly fix: 'safe' | 'unsafe' | 'none';
	/** False for findings that must not be silenced by a comment. */
	readonly isSuppressible: boolean;
	/** True for findings that start only when the repository has opted in to versioning. */
	readonly needsOptIn: boolean;
	/** True until its precision was measured: runs only with `preview: true` in stagemark.yaml, or when `rules:` names it. */
	readonly isPreview: boolean;
	/** Where the rule comes from: a specification, a paper, the practice of another tool. */
	readonly source: string;
}

/**
 * One check on one kind of document. A rule is a value: no state, no I/O, no clock, and it never throws on a
 * broken document, since parsers have already reported the breakage.
 */
export interface PromptRule extends RuleDescription {
	readonly appliesTo: 'prompt';
	check(prompt: Prompt, context: RuleContext): Iterable<Finding>;
}

export interface ExperimentRule extends RuleDescription {
	readonly appliesTo: 'experiment';
	check(experiment: ParsedExperiment, context: RuleContext): Iterable<Finding>;
}

/** A check on model cards, embedding references or pipelines; the rule says which. */
export interface ComponentRule extends RuleDescription {
	readonly appliesTo: 'component';
	check(component: ParsedComponent, context: RuleContext): Iterable<Finding>;
}

export interface RegistryRule extends RuleDescription {
	readonly appliesTo: 'registry';
	check(registry: ParsedRegistry, context: RuleContext): Iterable<Finding>;
}

/** A check that needs no format: on prompts, and on files among them that are in no dialect. */
export interface TextRule extends RuleDescription {
	readonly appliesTo: 'text';
	check(document: Prompt | PlainText, context: RuleContext): Iterable<Finding>;
}

/** A check on whatever was read: problems of parsers, secrets. */
export interface DocumentRule extends RuleDescription {
	readonly appliesTo: 'any';
	check(
		document: Prompt | PlainText | ParsedComponent | ParsedExperiment | ParsedRegistry | ConfigDocument,
		context: RuleContext,
	): Iterable<Finding>;
}

/** A check on a file whose text could not be read at all. */
export interface UnreadableFileRule extends RuleDescription {
	readonly appliesTo: 'unreadable';
	check(file: UnreadableFile, context: RuleContext): Iterable<Finding>;
}

/** A check on the comments that silence findings, after all other rules have run. */
export interface SuppressionRule extends RuleDescription {
	readonly appliesTo: 'suppressions';
	check(audit: SuppressionAudit, context: RuleContext): Iterable<Finding>;
}

export type Rule =
	ComponentRule | PromptRule | ExperimentRule | RegistryRule | DocumentRule | TextRule | UnreadableFileRule | SuppressionRule;

/** The comments of a document that silence findings, and what each of them did. */
export interface SuppressionAudit {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly suppressions: readonly AuditedSuppression[];
}

export interface AuditedSuppression extends Omit<Suppression, 'rules'> {
	readonly rules: readonly AuditedRule[];
}

/** A rule that a comment names. */
export interface AuditedRule extends SuppressedRule {
	/** `idle`: nobody can tell now, because the rule is off, waits for something, or what it reads is broken. */
	readonly outcome: 'used' | 'unused' | 'idle' | 'unknown-rule' | 'not-suppressible';
	/** The rule that was probably meant, for an unknown one. */
	readonly suggestion: string | undefined;
}
