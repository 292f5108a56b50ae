import type { TextRange } from '../text/text-range.ts';
import type { TemplateLanguage, TemplateTree } from '../tree/template-tree.ts';
import { parseFString } from './f-string/parse-f-string.ts';
import { parseHandlebars } from './handlebars/parse-handlebars.ts';
import { parseJinja } from './jinja/parse-jinja.ts';
import { parseMustache } from './mustache/parse-mustache.ts';
import { parseDollar } from './placeholder/parse-dollar.ts';
import { parseNothing } from './placeholder/parse-nothing.ts';
import { parseSemanticKernel } from './placeholder/parse-semantic-kernel.ts';
import { parseSimple } from './placeholder/parse-simple.ts';
import { parseVscodeInput } from './placeholder/parse-vscode-input.ts';

/** The parser of each language. The part of `text` inside `range` is read, all of it by default; offsets are those of `text`. */
export const allParsers: Readonly<Record<TemplateLanguage, (text: string, range?: TextRange) => TemplateTree>> = {
	dollar: parseDollar,
	'f-string': parseFString,
	handlebars: parseHandlebars,
	jinja2: parseJinja,
	mustache: parseMustache,
	none: parseNothing,
	'semantic-kernel': parseSemanticKernel,
	simple: parseSimple,
	'vscode-input': parseVscodeInput,
};
