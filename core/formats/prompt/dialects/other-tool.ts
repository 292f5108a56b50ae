import { assemblePrompt } from '../assemble-prompt.ts';
import { findFrontMatter } from '../find-front-matter.ts';
import { readMessages } from '../read-messages.ts';
import { parseTemplate } from '../../../../templates/api.ts';
import type { TemplateLanguage } from '../../../../templates/api.ts';
import { hasHandlebarsTags, isForEditor, isNamedAsJinja, readCandidateFile } from './candidate-file.ts';
import type { CandidateFile } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';
import { textAt } from './parts/located-data.ts';
import { hasForeignFrontMatter } from './parts/foreign-front-matter.ts';
import { parseFrontMatter } from './parts/parse-front-matter.ts';

/**
 * A prompt whose front matter a tool reads that is not known here. What its keys mean is that tool’s business: only the template
 * and what is safe in any prompt are judged.
 */
export const otherTool: Dialect = {
	id: 'other-tool',
	title: 'Prompt of another tool',
	documentation: {
		format: 'prompts of other tools',
		files: 'front matter with keys that are not ours; templates and safety are checked, nothing else',
		template: 'Jinja2 or Handlebars, by the tags',
	},
	isFallback: true,

	recognise(file) {
		if (!file.startsAtOnce || !hasForeignFrontMatter(file)) return undefined;
		const isTemplate = isNamedAsJinja(file) || /\.prompt$/i.test(file.path);
		const isPrompt = file.keys.has('version') && file.keys.has('model') && !isForEditor(file);
		return isTemplate || isPrompt ? 'Its front matter has keys of another tool.' : undefined;
	},

	parse(path, text, reason) {
		const origin = { path, text, dialect: 'other-tool', dialectReason: reason } as const;
		const place = findFrontMatter(path, text);
		const language = languageOf(readCandidateFile(path, text));
		const template = parseTemplate(language, text, { start: place?.bodyStart ?? 0, end: place?.bodyEnd ?? text.length });
		const messages = readMessages(text, template);
		if (place === undefined) return assemblePrompt(origin, { template, messages });
		const yaml = parseFrontMatter(text, place);
		return assemblePrompt(origin, {
			name: textAt(yaml, ['name']),
			version: textAt(yaml, ['version']),
			description: textAt(yaml, ['description']),
			template,
			messages,
			frontMatter: yaml,
		});
	},
};

/** By the tags that are there; braces in a text that has neither are text. */
function languageOf(file: CandidateFile): TemplateLanguage {
	if (isNamedAsJinja(file) || /\{%/.test(file.body)) return 'jinja2';
	if (hasHandlebarsTags(file)) return 'handlebars';
	return /\.prompt$/i.test(file.path) ? 'jinja2' : 'simple';
}
