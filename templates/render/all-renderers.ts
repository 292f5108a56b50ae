import { parseDollar } from '../parse/placeholder/parse-dollar.ts';
import { parseNothing } from '../parse/placeholder/parse-nothing.ts';
import { parseSemanticKernel } from '../parse/placeholder/parse-semantic-kernel.ts';
import { parseSimple } from '../parse/placeholder/parse-simple.ts';
import { parseVscodeInput } from '../parse/placeholder/parse-vscode-input.ts';
import type { TemplateLanguage } from '../tree/template-tree.ts';
import { renderFString } from './f-string/render-f-string.ts';
import { renderHandlebars } from './handlebars/render-handlebars.ts';
import { renderJinja } from './jinja/render-jinja.ts';
import { renderMustache } from './mustache/render-mustache.ts';
import { placeholderRenderer } from './placeholder/render-placeholder.ts';
import type { TemplateRenderer } from './template-request.ts';

/** The renderer of each language. */
export const allRenderers: Readonly<Record<TemplateLanguage, TemplateRenderer>> = {
	dollar: placeholderRenderer(parseDollar, text => text.replaceAll('$$', () => '$')),
	'f-string': renderFString,
	handlebars: renderHandlebars,
	jinja2: renderJinja,
	mustache: renderMustache,
	none: placeholderRenderer(parseNothing),
	'semantic-kernel': placeholderRenderer(parseSemanticKernel),
	simple: placeholderRenderer(parseSimple),
	'vscode-input': placeholderRenderer(parseVscodeInput),
};
