import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { Api } from '../api.ts';

/** OpenAI's chat completions, which most servers offer. */
export const openaiChat: Api = {
	name: 'openai-chat',
	client: ({ endpoint, model, key, fetch }) =>
		createOpenAICompatible({
			name: endpoint.name,
			baseURL: endpoint.url ?? '',
			fetch,
			...(key === undefined ? {} : { apiKey: key }),
		}).chatModel(model),
	withSettings: (body, { parameters, seed }) => ({ ...body, ...(seed === undefined ? {} : { seed }), ...parameters }),
};
