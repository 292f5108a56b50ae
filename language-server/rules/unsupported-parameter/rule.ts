import { isFresh } from '../../../core/formats/models/catalogue-age.ts';
import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import { parameterName } from '../../../core/formats/models/parameter-name.ts';
import { removeParameter } from '../../../core/formats/prompt/parameter-entry.ts';
import type { PromptRule } from '../rule.ts';

export const unsupportedParameter: PromptRule = {
	id: 'unsupported-parameter',
	appliesTo: 'prompt',
	summary: 'a parameter the model rejects.',
	severity: 'error',
	group: 'model',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'Anthropic migration guide to Opus 4.7; OpenAI reasoning guide; ComfyUI#13923, BerriAI/litellm#26444 and github/copilot-sdk#1557, in which a temperature was answered with 400.',

	*check(prompt, { workspace, today }) {
		const model = modelOfPrompt(prompt, modelCatalogue(workspace.config));
		if (prompt.model === undefined || model === undefined) return;
		for (const [written, parameter] of prompt.parameters) {
			const facts = model.parameters.get(parameterName(written));
			if (facts?.kind !== 'rejected' || parameter.value === facts.allowedValue || parameter.value === null) continue;
			const removal = removeParameter(prompt, parameter);
			const exception = facts.allowedValue === undefined ? '' : ` except its default, ${facts.allowedValue}`;
			yield {
				range: parameter.range,
				severity: isFresh(model, today) ? 'error' : 'warning',
				message: `“${prompt.model.value}” rejects “${written}” with any value${exception}, so the request fails. Remove it.`,
				fixes: removal === undefined ? [] : [{ title: `Remove “${written}”`, safety: 'unsafe', edits: [removal] }],
			};
		}
	},
};
