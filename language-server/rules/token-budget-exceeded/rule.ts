import { headRange } from '../../../core/formats/prompt/head-range.ts';
import { leastTokenCount, printTokenCount } from '../../../core/ports/token-count.ts';
import type { TextRule } from '../rule.ts';

export const tokenBudgetExceeded: TextRule = {
	id: 'token-budget-exceeded',
	appliesTo: 'text',
	summary: 'a prompt, or the default of an input, that exceeds its token budget.',
	severity: 'warning',
	group: 'budget',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: true,
	isPreview: false,
	source: 'The cost-limit rule of promptlint; budgets are the team’s own.',

	*check(document, { options, tokens }) {
		if (tokens === undefined) return;
		const { max } = options;
		if (typeof max === 'number' && leastTokenCount(tokens.prompt) > max) {
			yield {
				range: 'inputs' in document ? headRange(document) : { start: 0, end: firstLineEnd(document.text) },
				message: `The prompt has ${printTokenCount(tokens.prompt)} tokens without its inputs, but the budget is ${max.toLocaleString('en-US')}, so each request costs more than agreed. Shorten it or raise “max” of token-budget-exceeded in stagemark.yaml.`,
			};
		}
		// A plain text declares nothing.
		for (const { name, nameRange, maxTokens } of 'inputs' in document ? document.inputs : []) {
			const size = tokens.defaults.get(name);
			if (maxTokens === undefined || size === undefined || leastTokenCount(size) <= maxTokens) continue;
			yield {
				range: nameRange,
				message: `The default of “${name}” has ${printTokenCount(size)} tokens, but its “max_tokens” is ${maxTokens.toLocaleString('en-US')}. Shorten the default or raise the limit.`,
			};
		}
	},
};

function firstLineEnd(text: string): number {
	return /^[^\r\n]*/.exec(text)?.[0].length ?? 0;
}
