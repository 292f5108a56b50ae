import type { TextRange } from '../text/text-range.ts';
import type { TemplateLanguage, TemplateTree } from '../tree/template-tree.ts';
import { allParsers } from './all-parsers.ts';

/**
 * Reads the part of `text` inside `range`, all of it by default, in the given language. Offsets are those of `text`. Never throws: what
 * the language does not allow is a problem of the tree, and reading goes on at the next construct.
 */
export function parseTemplate(language: TemplateLanguage, text: string, range?: TextRange): TemplateTree {
	return allParsers[language](text, range);
}
