import { createAnthropic } from '@ai-sdk/anthropic';
import { withApiVersion } from '../api.ts';
import type { Api } from '../api.ts';

/** Anthropic's messages. The API takes no seed, and wants `max_tokens`, which the client sets where the parameters do not. */
export const anthropicMessages: Api = {
	name: 'anthropic-messages',
	client: ({ endpoint, model, key, fetch }) =>
		createAnthropic({ name: endpoint.name, baseURL: withApiVersion(endpoint.url, 'v1'), apiKey: key ?? '', fetch }).languageModel(
			model,
		),
	withSettings: (body, { parameters }) => ({ ...body, ...parameters }),
};
