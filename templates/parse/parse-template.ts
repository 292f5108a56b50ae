import type { TextRange } from '../text/text-range.ts';
import { parseFString } from './f-string/parse-f-string.ts';
import { parseHandlebars } from './handlebars/parse-handlebars.ts';
import { parseJinja } from './jinja/parse-jinja.ts';
import { parseMustache } from './mustache/parse-mustache.ts';
import { parseSemanticKernel } from './placeholder/parse-semantic-kernel.ts';
import { parseSimple } from './placeholder/parse-simple.ts';
import { parseVscodeInput } from './placeholder/parse-vscode-input.ts';
import type { TemplateLanguage, TemplateTree } from '../tree/template-tree.ts';

const parsers: Readonly<Record<TemplateLanguage, (text: string, range?: TextRange) => TemplateTree>> = {
	'f-string': parseFString,
	handlebars: parseHandlebars,
	jinja2: parseJinja,
	mustache: parseMustache,
	'semantic-kernel': parseSemanticKernel,
	simple: parseSimple,
	'vscode-input': parseVscodeInput,
};

/**
 * Reads the part of `text` inside `range`, all of it by default, in the given language. Offsets are those of `text`. Never throws: what
 * the language does not allow is a problem of the tree, and reading goes on at the next construct.
 */
export function parseTemplate(language: TemplateLanguage, text: string, range?: TextRange): TemplateTree {
	return parsers[language](text, range);
}
