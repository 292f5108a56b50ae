import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import type { ModelFacts } from '../../../core/formats/models/model-facts.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import { outputLimitNames, parameterName } from '../../../core/formats/models/parameter-name.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { printTokenCount } from '../../../core/ports/token-count.ts';
import type { PromptRule } from '../rule.ts';

export const costBudgetExceeded: PromptRule = {
	id: 'cost-budget-exceeded',
	appliesTo: 'prompt',
	summary: 'a prompt whose requests cost more than the budget allows.',
	severity: 'info',
	group: 'budget',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: true,
	source: 'The prices of the model catalogue, each with the day it was read.',

	*check(prompt, { options, tokens, workspace }) {
		const maxUsd = options['max_usd'];
		const model = modelOfPrompt(prompt, modelCatalogue(workspace.config));
		if (typeof maxUsd !== 'number' || prompt.model === undefined || model === undefined || tokens === undefined) return;
		const cost = costOf(prompt, model, tokens.prompt.count);
		if (cost === undefined || cost <= maxUsd) return;
		const source = model.date === undefined ? 'the price in stagemark.yaml' : `the price of ${model.date}`;
		yield {
			range: prompt.model.range,
			message: `One request costs up to about $${cost.toPrecision(2)} (${printTokenCount(tokens.prompt)} tokens of text, ${source}), but the budget is $${maxUsd}. Shorten the prompt, lower its output limit or choose a cheaper model.`,
		};
	},
};

/** Undefined when a price that is needed is not known. */
function costOf(prompt: Prompt, model: ModelFacts, textTokens: number): number | undefined {
	const { inputUsdPerMillionTokens: inputPrice, outputUsdPerMillionTokens: outputPrice } = model;
	if (inputPrice === undefined || outputPrice === undefined) return undefined;
	const inputTokens = prompt.inputs.reduce((sum, { maxTokens }) => sum + (maxTokens ?? 0), textTokens);
	const limits = [...prompt.parameters].filter(([name]) => outputLimitNames.has(parameterName(name)));
	const outputTokens = limits.reduce((most, [, { value }]) => (typeof value === 'number' ? Math.max(most, value) : most), 0);
	return (inputTokens * inputPrice + outputTokens * outputPrice) / 1_000_000;
}
