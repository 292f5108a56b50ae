import { parseTemplate } from '../../../templates/api.ts';
import type { TemplateLanguage } from '../../../templates/api.ts';

/**
 * The language of a template by its tags: `none` for a text without any, `unclear` for one that is not right in the language that its
 * tags suggest, since a guess must bring no findings.
 */
export function templateOf(text: string): TemplateLanguage | 'none' | 'unclear' {
	const language = languages.find(({ sign }) => sign.test(text))?.language;
	if (language === undefined) return 'none';
	return parseTemplate(language, text).problems.length === 0 ? language : 'unclear';
}

const languages: readonly { readonly language: TemplateLanguage; readonly sign: RegExp }[] = [
	{ language: 'handlebars', sign: /\{\{\{?\s*[#/>^]\s*[A-Za-z]/ },
	{ language: 'jinja2', sign: /\{\{|\{%|\{#/ },
	{ language: 'f-string', sign: /\{[A-Za-z_]\w*(?:![rsa])?(?::[^{}\n]{0,20})?\}/ },
];
