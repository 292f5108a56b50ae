import { hostOfUrl } from '../../base/text/host-of-url.ts';
import { isThisMachine } from '../../base/text/is-this-machine.ts';

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

/**
 * The value of `evaluate:`. A model on this machine shares its processors among the questions that are under way, so fewer are asked at a
 * time and each is waited for longer: with the defaults a small model on two cores answers half of the example in time.
 */
export function evaluateEntry({ url }: FirstEndpoint): string {
	const patience = isThisMachine(hostOfUrl(url) ?? '') ? ', concurrency: 2, timeout: 5m' : '';
	return `{endpoint: ${firstEndpointName}${patience}}`;
}
