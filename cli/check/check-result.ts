import type { Position } from '../../core/base/text/line-positions.ts';
import type { GitSight } from '../../core/workspace/registry/git-sight.ts';
import type { Severity } from '../../core/base/problem.ts';

export interface PositionRange {
	readonly start: Position;
	readonly end: Position;
}

/** One finding in the published JSON shape: positions 0-based, UTF-16, as in the Language Server Protocol. */
export interface CheckFinding {
	readonly rule: string;
	readonly severity: Severity;
	/** Relative to the workspace root. */
	readonly file: string;
	readonly range: PositionRange;
	readonly message: string;
	/** The safest repair that is offered. */
	readonly fix: 'safe' | 'unsafe' | 'none';
	readonly related: readonly { readonly file: string; readonly range: PositionRange; readonly message: string }[];
}

/** What `check` found, sorted by file, then position. */
export interface CheckResult {
	readonly version: 1;
	readonly summary: {
		/** Number of files that were read. */
		readonly files: number;
		/** How many of them are not `stagemark.yaml`, which alone says nothing about prompts. */
		readonly records: number;
		/** How many of them are in no known format, so that only rules without a format looked at them. */
		readonly plainText: number;
		/** Number of files that a glob or folder of the configuration names and that were not read. */
		readonly notRead: number;
		/** Number of files that no glob and no folder of the configuration names. */
		readonly notMatched: number;
		readonly errors: number;
		readonly warnings: number;
		readonly infos: number;
		readonly hints: number;
	};
	readonly findings: readonly CheckFinding[];
	/** What Git let the rules see: those that need it are silent about what it did not. Absent before it was asked. */
	readonly git?: GitSight;
	readonly notRead: readonly FileNotRead[];
	/** Ids of rules that are silent until the repository opts in. */
	readonly waitingRules: readonly string[];
	/** Only with `--fix` or `--fix-unsafe`. */
	readonly fixes?: AppliedFixes;
}

/** What `--fix` did. Each applied fix has removed its finding and brought none. */
export interface AppliedFixes {
	readonly applied: number;
	readonly undone: readonly UndoneFixInFile[];
}

/** A fix that was tried and taken back. */
export interface UndoneFixInFile {
	readonly file: string;
	readonly rule: string;
	readonly title: string;
	/** A clause that follows “because”. */
	readonly reason: string;
}

/** A file that was not looked at, and why. */
export interface FileNotRead {
	readonly file: string;
	readonly reason: 'binary' | 'excluded' | 'missing' | 'too-large' | 'unreadable';
	/** The reason in words, as they follow the name of the file. */
	readonly detail: string;
}

/** From harmless to bad. */
export const severitiesInOrder: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

/** True when the result has a finding at least as bad as `threshold`. */
export function hasFindingAtLeast(result: CheckResult, threshold: Severity): boolean {
	return result.findings.some(finding => isAtLeast(finding.severity, threshold));
}

/** True when `severity` is as bad as `threshold` or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
	return severitiesInOrder.indexOf(severity) >= severitiesInOrder.indexOf(threshold);
}
