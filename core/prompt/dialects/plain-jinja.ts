import { readFileIdentity } from '../file-name-version.ts';
import { readMessages } from '../read-messages.ts';
import { splitFrontMatter } from '../split-front-matter.ts';
import { parseJinja } from '../template/jinja/parse-jinja.ts';
import type { Dialect } from './dialect.ts';
import { recogniseForeignFormat } from './foreign-format.ts';

/** A Jinja2 template without front matter. It has no place to declare inputs, so none can be undeclared. */
export const plainJinja: Dialect = {
	id: 'plain-jinja',
	title: 'Jinja2 template',

	recognise(path, text) {
		if (splitFrontMatter(text) !== undefined) return undefined;
		if (/\.(?:j2|jinja2?)$/i.test(path)) return 'Its name ends like a Jinja template and it has no front matter.';
		const isPlainPrompt = /\.prompt$/i.test(path) && recogniseForeignFormat(path, text) === undefined;
		return isPlainPrompt ? 'It has no front matter and no other tool’s tags are in it.' : undefined;
	},

	parse(path, text, reason) {
		const file = readFileIdentity(path);
		const template = parseJinja(text);
		return {
			path,
			text,
			dialect: 'plain-jinja',
			dialectReason: reason,
			name: { source: 'file-name', value: file.name },
			version: file.version === undefined ? undefined : { source: 'file-name', value: file.version },
			description: undefined,
			model: undefined,
			parameters: new Map(),
			inputs: [],
			declaresInputs: false,
			output: undefined,
			messages: readMessages(text, template),
			template,
			frontMatter: undefined,
			problems: template.problems,
		};
	},
};
