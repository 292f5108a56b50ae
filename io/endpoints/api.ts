import type { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { EndpointAddress } from '../../core/ports/model-endpoint.ts';

/** A client of one model, as the packages of the AI SDK give it. */
export type ModelClient = Pick<ReturnType<ReturnType<typeof createOpenAICompatible>['chatModel']>, 'doGenerate'>;

/** What a client is made of. */
export interface ClientRequest {
	readonly endpoint: EndpointAddress;
	readonly model: string;
	readonly key: string | undefined;
	readonly fetch: typeof fetch;
}

/** What a request is sent with beside the messages. */
export interface RequestSettings {
	/** As the API names them. */
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly seed: number | undefined;
}

/** How one API is spoken. All of them are listed in all-apis.ts. */
export interface Api {
	/** As `api` of an endpoint names it. */
	readonly name: string;
	readonly client: (request: ClientRequest) => ModelClient;
	/** Where the answer names its model, if the client does not look there. */
	readonly modelKey?: string;
	/** The body that the client has made, with the settings where this API has them. */
	readonly withSettings: (body: Readonly<Record<string, unknown>>, settings: RequestSettings) => Readonly<Record<string, unknown>>;
}

/** The address with the version of the API at its end, which some makers' own clients add by themselves. */
export function withApiVersion(url: string | undefined, version: string): string {
	const base = (url ?? '').replace(/\/$/, '');
	return /\/v\d\w*$/.test(base) ? base : `${base}/${version}`;
}
