import { assemblePrompt } from '../assemble-prompt.ts';
import { readMessages } from '../read-messages.ts';
import { parseTemplate } from '../../../../templates/api.ts';
import { isNamedAsJinja } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';

/** A Jinja2 template without front matter. It has no place to declare inputs, so none can be undeclared. */
export const plainJinja: Dialect = {
	id: 'plain-jinja',
	title: 'Jinja2 template',
	documentation: {
		format: 'plain Jinja2',
		files: '`.j2`, `.jinja`, `.jinja2` without front matter',
		template: 'Jinja2',
	},
	isFallback: true,

	recognise(file) {
		if (file.form !== 'text') return undefined;
		if (isNamedAsJinja(file)) return 'Its name ends like a Jinja template and it has no front matter.';
		return /\.prompt$/i.test(file.path) ? 'It has no front matter and no other tool’s tags are in it.' : undefined;
	},

	parse(path, text, reason) {
		const template = parseTemplate('jinja2', text);
		return assemblePrompt(
			{ path, text, dialect: 'plain-jinja', dialectReason: reason },
			{ template, messages: readMessages(text, template), carriesVersion: true },
		);
	},
};
