import { createGoogle } from '@ai-sdk/google';
import { withApiVersion } from '../api.ts';
import type { Api } from '../api.ts';

/** Parameters that stand beside `generationConfig`, and not in it. */
const outerKeys: ReadonlySet<string> = new Set(['tools', 'toolConfig', 'safetySettings', 'systemInstruction', 'cachedContent', 'labels']);

/** Gemini's generateContent. */
export const gemini: Api = {
	name: 'gemini',
	modelKey: 'modelVersion',
	client: ({ endpoint, model, key, fetch }) =>
		createGoogle({ name: endpoint.name, baseURL: withApiVersion(endpoint.url, 'v1beta'), apiKey: key ?? '', fetch }).languageModel(
			model,
		),
	withSettings: (body, { parameters, seed }) => {
		const { generationConfig = {}, ...others } = parameters;
		const outer = Object.entries(others).filter(([name]) => outerKeys.has(name));
		const inner = Object.entries(others).filter(([name]) => !outerKeys.has(name));
		return {
			...body,
			...Object.fromEntries(outer),
			generationConfig: {
				...objectOf(body['generationConfig']),
				...(seed === undefined ? {} : { seed }),
				...objectOf(generationConfig),
				...Object.fromEntries(inner),
			},
		};
	},
};

function objectOf(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}
