import type { Severity } from '../../base/problem.ts';
import type { PromptDiff } from '../../formats/prompt/diff/prompt-diff.ts';
import type { GateReport } from '../promote/evaluate-gates.ts';
import type { Transition } from '../../formats/registry/registry-file.ts';

/** One prompt file that a branch adds, changes or takes away. */
export interface ChangedPrompt {
	readonly name: string;
	readonly path: string;
	readonly change: 'added' | 'changed' | 'removed';
	/** Against the same file, or for a new file against the newest version of the name; undefined when there is nothing to compare with. */
	readonly diff: PromptDiff | undefined;
	readonly version: string | undefined;
	/** Completed runs of exactly this content, by experiment, in the order of their ids. */
	readonly evidence: readonly { readonly experiment: string; readonly runs: number }[];
	/** What the gates of each stage with requirements say of the version. Empty for a prompt without a version. */
	readonly gates: readonly GateReport[];
}

/** A finding that the branch brought. Lines are 1-based. */
export interface NewFinding {
	readonly path: string;
	readonly line: number;
	readonly severity: Severity;
	readonly rule: string;
	readonly message: string;
}

/** What a branch does to prompts, experiments and registry, seen from where it left another. Sorted by path, then position. */
export interface ChangeReport {
	readonly version: 1;
	/** The commit it is compared with. */
	readonly base: string;
	readonly prompts: readonly ChangedPrompt[];
	readonly findings: readonly NewFinding[];
	readonly transitions: readonly { readonly name: string; readonly transition: Transition }[];
	/** What could not be read, so that the report does not cover it. */
	readonly not_read: readonly { readonly path: string; readonly reason: string }[];
}
