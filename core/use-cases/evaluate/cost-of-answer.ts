import { estimateTokenCount } from '../../ports/estimate-token-count.ts';
import type { ModelAnswer, ModelRequest } from '../../ports/model-endpoint.ts';
import type { Price } from './evaluation.ts';

/** What an answer is taken to be long where the parameters set no limit. */
const usualOutputTokens = 256;

/** What the makers call the most tokens that an answer may have. */
const limitNames = ['max_tokens', 'max_completion_tokens', 'max_output_tokens', 'maxOutputTokens'] as const;

/** US dollars of an answer; undefined when a price or a count of tokens is not known. */
export function costOf({ inputTokens, outputTokens }: ModelAnswer, price: Price | undefined): number | undefined {
	if (price === undefined || inputTokens === undefined || outputTokens === undefined) return undefined;
	return (inputTokens * price.input + outputTokens * price.output) / 1_000_000;
}

/** US dollars that a question will roughly cost; undefined without a price. */
export function estimatedCost({ messages, parameters }: ModelRequest, price: Price | undefined): number | undefined {
	if (price === undefined) return undefined;
	const inputTokens = messages.reduce((sum, { content }) => sum + estimateTokenCount(content), 0);
	const limit = limitNames.map(name => parameters[name]).find(value => typeof value === 'number');
	const outputTokens = limit ?? usualOutputTokens;
	return (inputTokens * price.input + outputTokens * price.output) / 1_000_000;
}
