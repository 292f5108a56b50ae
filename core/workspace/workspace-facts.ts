import type { ComponentKind } from '../formats/component/component.ts';
import type { WorkspacePath } from '../ports/file-store.ts';
import type { Problem } from '../base/problem.ts';
import type { PromptReference } from '../formats/prompt/prompt-reference.ts';
import type { Config } from '../formats/config/config.ts';
import type { ComponentSummary, ExperimentSummary, PromptSummary, RegistrySummary, UnreadSummary } from './summaries/file-summary.ts';

/** What a prompt reference leads to, or why to nothing. */
export type PromptResolution =
	| { readonly kind: 'found'; readonly prompt: PromptSummary; readonly via: 'version' | 'stage' | 'newest' }
	| { readonly kind: 'unknown-name'; readonly suggestion: string | undefined }
	| { readonly kind: 'unknown-selector'; readonly suggestion: string | undefined; readonly known: readonly string[] };

/** What rules, views and commands may know of the whole workspace, at one moment. */
export interface WorkspaceFacts {
	readonly config: Config;
	/** What is wrong in stagemark.yaml. `config` then has a default in the place of what could not be read. */
	readonly configProblems: readonly Problem[];
	/** True once there is a stagemark.yaml or a registry file: versioning findings start here. */
	readonly hasOptedIn: boolean;
	/** Working tree only, sorted by name, then version, newest first. */
	readonly prompts: readonly PromptSummary[];
	/** Model cards, embedding references and pipelines of the working tree: by kind, name, then version, newest first. */
	readonly components: readonly ComponentSummary[];
	readonly experiments: readonly ExperimentSummary[];
	readonly registries: readonly RegistrySummary[];
	/** What should have been read and was not, or only in part, sorted by path. Whoever lists the facts above names these too. */
	readonly unread: readonly UnreadSummary[];
	/** Also finds versions that stand only in Git history, once those were loaded for the name. */
	resolve(reference: PromptReference): PromptResolution;
	/** Every version of a name, newest first, Git history included once loaded. */
	versionsOf(name: string): readonly PromptSummary[];
	/** Every version of a component, newest first, Git history included once loaded. */
	componentVersionsOf(kind: ComponentKind, name: string): readonly ComponentSummary[];
	/** Stages that hold this version, for example `['Production']`. */
	stagesOf(name: string, version: string): readonly string[];
	/** What a prompt file of the working tree is listed as; undefined when it is no prompt of ours. */
	promptAt(path: WorkspacePath): PromptSummary | undefined;
	/** True for a file that exists in the workspace, of whatever kind. */
	exists(path: WorkspacePath): boolean;
}
