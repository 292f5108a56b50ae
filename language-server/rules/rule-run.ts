import type { ParsedDocument } from '../documents/parsed-document.ts';
import type { Rule, RuleContext } from './rule.ts';

/** What one round of rules works on. */
export interface RuleRun extends Omit<RuleContext, 'options'> {
	readonly rules: readonly Rule[];
	readonly document: ParsedDocument;
	/** Told of each rule that threw, which is a mistake of the rule and not of the document. */
	log(message: string, rule: string): void;
}
