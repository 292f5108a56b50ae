import { assemblePrompt } from '../assemble-prompt.ts';
import { readMessages } from '../read-messages.ts';
import { parseNamedTemplate } from '../template-name.ts';
import type { Dialect } from './dialect.ts';

/** A text that stagemark.yaml calls a prompt, in the template language that it names. It has no place to declare inputs, so none can be undeclared. */
export const plainTemplate: Dialect = {
	id: 'plain-template',
	title: 'Plain template',
	documentation: {
		format: 'plain text',
		files: 'an entry of `prompts` that names the `template`, without front matter',
		template: 'Jinja2, Nunjucks, Handlebars, Mustache, f-string, `$name` or none',
	},
	isFallback: true,

	recognise: () => undefined,

	parse(path, text, reason, named = 'none') {
		const template = parseNamedTemplate(named, text, { start: 0, end: text.length });
		return assemblePrompt(
			{ path, text, dialect: 'plain-template', dialectReason: reason },
			{ template, messages: readMessages(text, template), carriesVersion: true },
		);
	},
};
