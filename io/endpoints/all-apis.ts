import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { EndpointAddress } from '../../core/ports/model-endpoint.ts';

/** A client of one model, as the packages of the AI SDK give it. */
export type ModelClient = ReturnType<ReturnType<typeof createOpenAICompatible>['chatModel']>;

/** What a client is made of. */
export interface ClientRequest {
	readonly endpoint: EndpointAddress;
	readonly model: string;
	readonly key: string | undefined;
	readonly fetch: typeof fetch;
}

/** How each API is spoken. A new one is one line here. */
export const allApis: ReadonlyMap<string, (request: ClientRequest) => ModelClient> = new Map([
	[
		'openai-chat',
		({ endpoint, model, key, fetch }: ClientRequest) =>
			createOpenAICompatible({
				name: endpoint.name,
				baseURL: endpoint.url ?? '',
				fetch,
				...(key === undefined ? {} : { apiKey: key }),
			}).chatModel(model),
	],
]);
