import { memberOf } from '../../../base/member-of.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';
import { assemblePrompt } from '../assemble-prompt.ts';
import type { Prompt } from '../prompt.ts';
import { hasAnyKey, readCandidateFile } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';
import { readEmbeddedTemplate } from './parts/embedded-template.ts';
import type { EmbeddedMessage } from './parts/embedded-template.ts';
import { judgeAsNunjucks } from './parts/judge-as-nunjucks.ts';
import { parsePromptfooText } from './parts/promptfoo-text.ts';
import { isFileReference } from './parts/promptfoo-files.ts';
import { keysAt, listAt, samplesAt, textAt, valueAt } from './parts/located-data.ts';

/**
 * A configuration of promptfoo with the prompts that stand in it, or a prompt that stands in a file of its own. Their language is Nunjucks, which is Jinja2 with JavaScript’s
 * expressions. Inputs come from tests, which may stand in other files, so none is undeclared.
 *
 * Source: promptfoo.dev/docs/configuration.
 */
export const promptfoo: Dialect = {
	id: 'promptfoo',
	title: 'promptfoo configuration',
	documentation: {
		format: 'promptfoo',
		files: 'a configuration, the prompts in it and in the text, JSON and YAML files that it names',
		template: 'Nunjucks',
	},
	isFallback: false,

	recognise(file) {
		if (file.form !== 'yaml' && file.form !== 'json') return undefined;
		const isConfiguration = file.keys.has('prompts') && hasAnyKey(file, ['providers', 'targets', 'tests', 'scenarios', 'defaultTest']);
		return isConfiguration && !file.keys.has('messages') ? 'It lists prompts and what to try them with, as promptfoo does.' : undefined;
	},

	parse(path, text, reason) {
		const { form, keys } = readCandidateFile(path, text);
		const origin = { path, text, dialect: 'promptfoo', dialectReason: reason } as const;
		if ((form !== 'yaml' && form !== 'json') || !keys.has('prompts')) return parsePromptfooText(origin);
		const yaml = parseYaml(text);
		const listed = listPrompts(yaml);
		const inline = listed.flatMap(message => message ?? []);
		const { template, messages, isWhole } = readEmbeddedTemplate('nunjucks', yaml, inline);
		return assemblePrompt(origin, {
			description: textAt(yaml, ['description']),
			samples: readSamples(yaml),
			template: judgeAsNunjucks(
				template,
				text,
				messages.map(({ range }) => range),
			),
			messages,
			hasWholeTemplate: isWhole && inline.length === listed.length,
			frontMatter: yaml,
		});
	},
};

/**
 * The variables of tests that stand here and are used with every prompt. None where variables come from elsewhere too:
 * scenarios, functions that change them, a default in another file.
 */
function readSamples(yaml: YamlSource): Prompt['samples'] {
	const defaults = valueAt(yaml, ['defaultTest']);
	const isWhole = valueAt(yaml, ['scenarios']) === undefined && typeof defaults !== 'string' && !yaml.text.includes('transformVars');
	if (!isWhole) return [];
	const shared = keysAt(yaml, ['defaultTest', 'vars']);
	return listAt(yaml, ['tests']).flatMap((item, index) =>
		memberOf(item, 'prompts') === undefined ? samplesAt(yaml, ['tests', index, 'vars'], shared) : [],
	);
}

/** One for each prompt, undefined for one that stands in another file or is made by a program. */
function listPrompts(yaml: YamlSource): readonly (EmbeddedMessage | undefined)[] {
	if (typeof valueAt(yaml, ['prompts']) === 'string') return [inlineAt(yaml, ['prompts'])];
	return listAt(yaml, ['prompts']).map((item, index) =>
		inlineAt(yaml, typeof memberOf(item, 'raw') === 'string' ? ['prompts', index, 'raw'] : ['prompts', index]),
	);
}

function inlineAt(yaml: YamlSource, path: YamlPath): EmbeddedMessage | undefined {
	const text = valueAt(yaml, path);
	return typeof text === 'string' && !isFileReference(text) ? { role: 'user', path, rolePath: undefined } : undefined;
}
