import { isFresh } from '../../../core/formats/models/catalogue-age.ts';
import { modelCatalogue } from '../../../core/workspace/model-catalogue.ts';
import { modelOfPrompt } from '../../../core/formats/prompt/model-of-prompt.ts';
import { outputLimitNames, parameterName } from '../../../core/formats/models/parameter-name.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { leastTokenCount, printTokenCount } from '../../../core/ports/token-count.ts';
import type { PromptRule } from '../rule.ts';

export const contextWindowExceeded: PromptRule = {
	id: 'context-window-exceeded',
	appliesTo: 'prompt',
	summary: 'a prompt that does not fit into the context window of its model.',
	severity: 'error',
	group: 'budget',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'The context windows of the model catalogue.',

	*check(prompt, { workspace, today, tokens }) {
		const model = modelOfPrompt(prompt, modelCatalogue(workspace.config));
		const window = model?.contextWindow;
		if (prompt.model === undefined || model === undefined || window === undefined || tokens === undefined) return;
		const output = requestedOutput(prompt);
		const inputs = prompt.inputs.reduce((sum, { maxTokens }) => sum + (maxTokens ?? 0), 0);
		const least = leastTokenCount(tokens.prompt) + output;
		const reserved = output === 0 ? '' : ` and ${output.toLocaleString('en-US')} of output`;
		const size = `${printTokenCount(tokens.prompt)} tokens of text${reserved}`;
		if (least > window) {
			yield {
				range: prompt.model.range,
				severity: isFresh(model, today) ? 'error' : 'warning',
				message: `The prompt has ${size}, but the context window of “${prompt.model.value}” is ${window.toLocaleString('en-US')}, so requests fail. Shorten it or choose a model with a larger window.`,
			};
		} else if (least + inputs > window) {
			yield {
				range: prompt.model.range,
				severity: 'warning',
				message: `The prompt has ${size} and up to ${inputs.toLocaleString('en-US')} of inputs, but the context window of “${prompt.model.value}” is ${window.toLocaleString('en-US')}, so requests with large inputs fail. Lower “max_tokens” of the inputs or shorten the prompt.`,
			};
		}
	},
};

/** The tokens of output the parameters ask for, 0 when they do not say. */
function requestedOutput({ parameters }: Prompt): number {
	const limits = [...parameters].flatMap(([name, { value }]) =>
		outputLimitNames.has(parameterName(name)) && typeof value === 'number' ? [value] : [],
	);
	return Math.max(0, ...limits);
}
