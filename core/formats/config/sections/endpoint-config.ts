import { hostOfUrl } from '../../../base/text/host-of-url.ts';
import { z } from 'zod';

/** Interfaces that an endpoint may have. */
export const endpointApis = [
	'openai-chat',
	'openai-responses',
	'anthropic-messages',
	'gemini',
	'openai-embeddings',
	'command',
	'vscode-lm',
] as const;

/** One entry below `endpoints:`: where answers come from. */
export const endpointSchema = z
	.strictObject({
		api: z.enum(endpointApis).describe('How it is spoken to.'),
		url: z
			.url()
			.refine(url => hostOfUrl(url) !== undefined, 'write an address such as https://host/v1, without a user name')
			.optional()
			.describe('What the SDK of its maker calls base URL.'),
		key: z
			.string()
			.regex(/^env:[A-Za-z_][A-Za-z0-9_]*$/, 'name an environment variable, such as env:OPENAI_API_KEY')
			.optional()
			.describe('Environment variable with the key, as env:NAME. A key itself never goes into a file.'),
		command: z
			.string()
			.min(1)
			.optional()
			.describe('Command that answers: one JSON request on its input, one JSON answer on its output.'),
	})
	.superRefine((endpoint, context) => {
		const needed = neededKey(endpoint.api);
		if (needed !== undefined && endpoint[needed] === undefined) {
			context.addIssue({ code: 'custom', message: `give an endpoint with “api: ${endpoint.api}” a “${needed}”` });
		}
	});

function neededKey(api: (typeof endpointApis)[number]): 'command' | 'url' | undefined {
	if (api === 'vscode-lm') return undefined;
	return api === 'command' ? 'command' : 'url';
}
