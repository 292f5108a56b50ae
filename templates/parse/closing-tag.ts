import { endKeywordOf } from './jinja/statement/block-structure.ts';
import type { TemplateLanguage } from '../tree/template-tree.ts';

/** A tag that ends a block, and the word in it that tells which one. */
export interface ClosingTag {
	readonly word: string;
	readonly text: string;
}

/** The tag that ends the block which `keyword` opens; undefined when it opens none or the language has no blocks. */
export function closingTagOf(language: TemplateLanguage, keyword: string): ClosingTag | undefined {
	// The word of a partial block is its sign; what its end repeats is the partial.
	if (language === 'handlebars' && keyword === '#>') return undefined;
	if (language === 'handlebars' || language === 'mustache') return { word: keyword, text: `{{/${keyword}}}` };
	const word = language !== 'jinja2' ? undefined : keyword === 'raw' ? 'endraw' : endKeywordOf(keyword);
	return word === undefined ? undefined : { word, text: `{% ${word} %}` };
}
