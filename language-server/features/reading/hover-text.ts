import type { TextRange } from '../../../core/base/text/text-range.ts';

/** What a hover shows, and the words it is about. */
export interface Hover {
	readonly range: TextRange;
	/** Markdown, workspace text escaped. */
	readonly markdown: string;
	/** The rule it is about: who has the pages of rules may show that of the rule instead. */
	readonly rule?: string | undefined;
}
