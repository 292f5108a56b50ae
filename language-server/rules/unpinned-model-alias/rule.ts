import { isMovingAlias, ownName } from '../../../core/formats/models/find-model.ts';
import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import type { PromptRule } from '../rule.ts';

export const unpinnedModelAlias: PromptRule = {
	id: 'unpinned-model-alias',
	appliesTo: 'prompt',
	summary: 'a model alias that its provider may move to another version at any time.',
	severity: 'off',
	group: 'model',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: true,
	source: 'Model naming of OpenAI and Anthropic: ids with a date do not change, aliases do.',

	*check(prompt, { workspace }) {
		const model = modelOfPrompt(prompt, modelCatalogue(workspace.config));
		if (prompt.model === undefined || model === undefined || !isMovingAlias(model, prompt.model.value)) return;
		const { value, range } = prompt.model;
		yield {
			range,
			message: `“${value}” is an alias that its provider may move to another version, so answers can change while the prompt does not. Write “${model.name}”.`,
			fixes: [
				{
					title: `Replace with “${model.name}”`,
					safety: 'unsafe',
					edits: [{ range, newText: value.replace(ownName(value), model.name) }],
				},
			],
		};
	},
};
