import { createOpenAI } from '@ai-sdk/openai';
import type { Api } from '../api.ts';

/** OpenAI's responses. The API takes no seed. Nothing is kept by the maker unless `store` says so. */
export const openaiResponses: Api = {
	name: 'openai-responses',
	client: ({ endpoint, model, key, fetch }) =>
		createOpenAI({ name: endpoint.name, baseURL: endpoint.url ?? '', apiKey: key ?? '', fetch }).responses(model),
	withSettings: (body, { parameters }) => ({ ...body, store: false, ...parameters }),
};
