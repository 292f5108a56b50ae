import { isFresh } from '../../../core/formats/models/catalogue-age.ts';
import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import { parameterName } from '../../../core/formats/models/parameter-name.ts';
import type { PromptRule } from '../rule.ts';

export const discouragedParameter: PromptRule = {
	id: 'discouraged-parameter',
	appliesTo: 'prompt',
	summary: 'a parameter that the provider recommends leaving at its default.',
	severity: 'hint',
	group: 'model',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: true,
	source: 'Gemini 3 prompting guide of Google Cloud, “Temperature tuning”.',

	*check(prompt, { workspace, today }) {
		const model = modelOfPrompt(prompt, modelCatalogue(workspace.config));
		if (prompt.model === undefined || model === undefined || !isFresh(model, today)) return;
		for (const [written, { value, range }] of prompt.parameters) {
			const advice = model.advice.get(parameterName(written));
			if (advice === undefined || typeof value !== 'number' || value === advice.recommended) continue;
			yield {
				range,
				message: `${model.provider} recommends leaving “${written}” of “${prompt.model.value}” at ${advice.recommended}: ${advice.reason}. Set it to ${advice.recommended}, or measure that ${value} is better.`,
				fixes: [
					{
						title: `Set “${written}” to ${advice.recommended}`,
						safety: 'unsafe',
						edits: [{ range, newText: String(advice.recommended) }],
					},
				],
			};
		}
	},
};
