import { memberOf } from '../../../base/member-of.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlSource } from '../../../base/yaml/yaml-source.ts';
import { assemblePrompt } from '../assemble-prompt.ts';
import type { Prompt } from '../prompt.ts';
import { readRole } from '../../../../templates/api.ts';
import { hasAnyKey } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';
import { readEmbeddedTemplate } from './parts/embedded-template.ts';
import { entriesAt, listAt, samplesAt, textAt } from './parts/located-data.ts';

/**
 * The `.prompt.yml` files of GitHub Models: a list of messages in which `{{name}}` is replaced as it stands. Inputs are not
 * declared; test data names some of them.
 *
 * Source: github/gh-models, pkg/prompt/prompt.go.
 */
export const githubPrompt: Dialect = {
	id: 'github-prompt',
	title: 'GitHub prompt',
	documentation: {
		format: 'GitHub prompts',
		files: '`.prompt.yml`',
		template: '`{{name}}`',
	},
	isFallback: false,

	recognise(file) {
		if ((file.form !== 'yaml' && file.form !== 'json') || !file.keys.has('messages') || !rolePattern.test(file.data)) return undefined;
		if (/\.prompt\.ya?ml$/i.test(file.path)) return 'Its name ends in .prompt.yml and it lists messages with roles.';
		const isOurs = file.form === 'yaml' && hasAnyKey(file, ['modelParameters', 'testData', 'evaluators', 'responseFormat']);
		return isOurs ? 'It lists messages with roles and has keys of GitHub Models.' : undefined;
	},

	parse(path, text, reason) {
		const yaml = parseYaml(text, { isText: ([key]) => key === 'version' });
		const messages = listAt(yaml, ['messages']).flatMap((message, index) => {
			if (typeof memberOf(message, 'content') !== 'string') return [];
			const role = readRole(memberOf(message, 'role')) ?? 'user';
			return [{ role, path: ['messages', index, 'content'], rolePath: ['messages', index, 'role'] }];
		});
		const { template, messages: read, isWhole } = readEmbeddedTemplate('simple', yaml, messages);
		return assemblePrompt(
			{ path, text, dialect: 'github-prompt', dialectReason: reason },
			{
				name: textAt(yaml, ['name']),
				version: textAt(yaml, ['version']),
				description: textAt(yaml, ['description']),
				model: textAt(yaml, ['model']),
				parameters: entriesAt(yaml, ['modelParameters']),
				samples: listAt(yaml, ['testData']).flatMap((_, index) => samplesAt(yaml, ['testData', index])),
				output: readOutput(yaml),
				template,
				messages: read,
				hasWholeTemplate: isWhole,
				frontMatter: yaml,
			},
		);
	},
};

const rolePattern = /["']?role["']?[ \t]*:/;

/** The schema of the answer is JSON in a text, with a name beside it. */
function readOutput(yaml: YamlSource): Prompt['output'] {
	const format = textAt(yaml, ['responseFormat']);
	const schema = textAt(yaml, ['jsonSchema']);
	if (format === undefined) return undefined;
	const value = schema === undefined ? undefined : parseYaml(schema.value).value;
	return { value: { format: format.value, schema: memberOf(value, 'schema') ?? value }, range: (schema ?? format).range };
}
