/** Where the example asks a model. */
export interface FirstEndpoint {
	/** What the maker's SDK calls base URL. */
	readonly url: string;
	readonly model: string;
	/** Name of the environment variable with the key; undefined where none is needed. */
	readonly keyVariable: string | undefined;
}

/** What llama.cpp's server listens on. It answers whatever model is asked for. */
export const localEndpoint: FirstEndpoint = { url: 'http://127.0.0.1:8080/v1', model: 'local-model', keyVariable: undefined };

/** The name that the endpoint gets in stagemark.yaml. */
export const firstEndpointName = 'main';

/** The entry below `endpoints:`, on one line. */
export function endpointEntry({ url, keyVariable }: FirstEndpoint): string {
	const key = keyVariable === undefined ? '' : `, key: env:${keyVariable}`;
	return `${firstEndpointName}: {api: openai-chat, url: ${JSON.stringify(url)}${key}}`;
}
