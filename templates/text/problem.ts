import type { TextRange } from './text-range.ts';

/** How bad a finding is, in the words of the Language Server Protocol. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/**
 * What a parser could not make sense of. Parsers return problems beside a value and never throw.
 * `code` is the id of the lint rule that shows the problem to users, so that it can be configured like any other finding.
 */
export interface Problem {
	readonly code: string;
	/** Three parts in one or two sentences: what, why, what to do. */
	readonly message: string;
	/** Where in the whole file, also for problems inside front matter. */
	readonly range: TextRange;
	/** The edit that probably says what was meant; undefined when the parser has no idea. */
	readonly repair?: { readonly range: TextRange; readonly newText: string } | undefined;
}
