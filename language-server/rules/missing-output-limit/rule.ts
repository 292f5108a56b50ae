import { outputLimitNames, parameterName } from '../../../core/formats/models/parameter-name.ts';
import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { PromptRule } from '../rule.ts';

export const missingOutputLimit: PromptRule = {
	id: 'missing-output-limit',
	appliesTo: 'prompt',
	summary: 'a prompt that names a model but does not limit the tokens of the answer.',
	severity: 'off',
	group: 'safety',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'OWASP Top 10 for LLM applications, LLM06:2026 Unbounded Consumption.',

	*check(prompt) {
		const { model, parameters, frontMatter, dialect } = prompt;
		if (model === undefined || [...parameters.keys()].some(name => outputLimitNames.has(parameterName(name)))) return;
		const edit =
			dialect === 'stagemark' && frontMatter !== undefined
				? insertYamlEntry(frontMatter, ['parameters'], { key: 'max_tokens', value: '1024' })
				: undefined;
		yield {
			range: model.range,
			message:
				'Nothing limits the length of the answer, so a runaway answer costs as much as the model can write. Add “max_tokens” to the parameters.',
			fixes: edit === undefined ? [] : [{ title: 'Add “max_tokens: 1024”', safety: 'safe', edits: [edit] }],
		};
	},
};
