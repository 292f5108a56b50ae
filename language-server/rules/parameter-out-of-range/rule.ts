import { isFresh } from '../../../core/formats/models/catalogue-age.ts';
import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import type { ModelFacts } from '../../../core/formats/models/model-facts.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import { outputLimitNames, parameterName } from '../../../core/formats/models/parameter-name.ts';
import type { PromptRule } from '../rule.ts';

export const parameterOutOfRange: PromptRule = {
	id: 'parameter-out-of-range',
	appliesTo: 'prompt',
	summary: 'a parameter with a value that the model does not accept.',
	severity: 'error',
	group: 'model',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'API references of OpenAI, Anthropic and Google.',

	*check(prompt, { workspace, today }) {
		const model = modelOfPrompt(prompt, modelCatalogue(workspace.config));
		if (prompt.model === undefined || model === undefined) return;
		for (const [written, { value, range }] of prompt.parameters) {
			const limits = limitsOf(model, parameterName(written));
			if (limits === undefined || typeof value !== 'number' || (limits.min <= value && value <= limits.max)) continue;
			const nearest = value < limits.min ? limits.min : limits.max;
			yield {
				range,
				severity: isFresh(model, today) ? 'error' : 'warning',
				message: `“${written}” is ${value}, but “${prompt.model.value}” accepts ${limits.min} to ${limits.max}, so the request fails. Use ${nearest}.`,
				fixes: [{ title: `Set “${written}” to ${nearest}`, safety: 'unsafe', edits: [{ range, newText: String(nearest) }] }],
			};
		}
	},
};

interface Limits {
	readonly min: number;
	readonly max: number;
}

function limitsOf(model: ModelFacts, name: string): Limits | undefined {
	const facts = model.parameters.get(name);
	if (facts?.kind === 'range') return facts;
	return outputLimitNames.has(name) && model.maxOutputTokens !== undefined ? { min: 1, max: model.maxOutputTokens } : undefined;
}
