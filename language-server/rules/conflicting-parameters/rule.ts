import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import { parameterName } from '../../../core/formats/models/parameter-name.ts';
import { removeParameter } from '../../../core/formats/prompt/parameter-entry.ts';
import type { Located, Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const conflictingParameters: PromptRule = {
	id: 'conflicting-parameters',
	appliesTo: 'prompt',
	summary: 'parameters that the model does not accept together.',
	severity: 'warning',
	group: 'model',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'Anthropic migration guides: use only temperature or top_p; BrowserOS#208, QualCoder#1125.',

	*check(prompt, { workspace }) {
		const model = modelOfPrompt(prompt, modelCatalogue(workspace.config));
		if (prompt.model === undefined || model === undefined) return;
		for (const conflict of model.conflicts) {
			const [first, second] = [...prompt.parameters].filter(([name]) => conflict.includes(parameterName(name)));
			if (first === undefined || second === undefined) continue;
			yield {
				range: second[1].range,
				message: `“${prompt.model.value}” accepts either “${first[0]}” or “${second[0]}”, and a request with both fails. Remove one of them.`,
				fixes: [second, first].flatMap(([name, parameter]) => removalOf(prompt, name, parameter)),
				related: [{ path: prompt.path, range: first[1].range, message: `“${first[0]}” is set here.` }],
			};
		}
	},
};

function removalOf(prompt: Prompt, name: string, parameter: Located<unknown>): readonly Fix[] {
	const edit = removeParameter(prompt, parameter);
	return edit === undefined ? [] : [{ title: `Remove “${name}”`, safety: 'unsafe', edits: [edit] }];
}
