import type { TextRange } from '../../../base/text/text-range.ts';

/** A place beside declaration and template where a prompt file names an input: sample values, test data, bindings of tools, texts of graders. */
export interface InputMention {
	readonly name: string;
	/** The name alone. */
	readonly range: TextRange;
}
