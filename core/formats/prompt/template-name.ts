import { fromNunjucks, parseTemplate } from '../../../templates/api.ts';
import type { TemplateTree } from '../../../templates/api.ts';
import type { TextRange } from '../../base/text/text-range.ts';
import { judgeAsNunjucks } from './dialects/parts/judge-as-nunjucks.ts';

/** The template languages as users name them in front matter, cards and stagemark.yaml. */
export const templateNames = ['jinja2', 'nunjucks', 'handlebars', 'mustache', 'f-string', 'dollar', 'none'] as const;

export type TemplateName = (typeof templateNames)[number];

/** Reads a part of a text in the language of that name; Nunjucks in the words of Jinja. Never throws. */
export function parseNamedTemplate(name: TemplateName, text: string, range: TextRange): TemplateTree {
	if (name !== 'nunjucks') return parseTemplate(name, text, range);
	return judgeAsNunjucks(parseTemplate('jinja2', fromNunjucks(text), range), text, [range]);
}

/** The name of the language that a template was read in; undefined for languages that only other tools' formats have. */
export function nameOfTemplate({ language, isNunjucks }: Pick<TemplateTree, 'language' | 'isNunjucks'>): TemplateName | undefined {
	return isNunjucks === true ? 'nunjucks' : templateNames.find(name => name === language);
}
