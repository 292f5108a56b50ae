import type { ParameterAdvice, ParameterFacts } from '../model-facts.ts';
import { modelsOf } from './catalogue-entry.ts';

const sampling: ReadonlyMap<string, ParameterFacts> = new Map([
	['temperature', { kind: 'range', min: 0, max: 2 }],
	['top_p', { kind: 'range', min: 0, max: 1 }],
]);

/** Source: Gemini 3 prompting guide, “Temperature tuning”. */
const keepTemperature: ReadonlyMap<string, ParameterAdvice> = new Map([
	['temperature', { recommended: 1, reason: 'below it the model may loop or reason worse' }],
]);

/** Dates are those of the Gemini API; on Google Cloud others hold. Prices are those of the smaller of two sizes of requests. */
export const googleModels = modelsOf('Google', 'ai.google.dev/gemini-api/docs: model pages, pricing, deprecations', [
	{
		name: 'gemini-2.0-flash-001',
		aliases: ['gemini-2.0-flash'],
		contextWindow: 1_048_576,
		maxOutputTokens: 8_192,
		inputUsdPerMillionTokens: 0.1,
		outputUsdPerMillionTokens: 0.4,
		parameters: sampling,
		retirementDate: '2026-06-01',
		replacement: 'gemini-3.1-flash-lite',
	},
	{
		name: 'gemini-2.0-flash-lite-001',
		aliases: ['gemini-2.0-flash-lite'],
		contextWindow: 1_048_576,
		maxOutputTokens: 8_192,
		parameters: sampling,
		retirementDate: '2026-06-01',
		replacement: 'gemini-3.1-flash-lite',
	},
	{
		name: 'gemini-2.5-flash',
		contextWindow: 1_048_576,
		maxOutputTokens: 65_536,
		inputUsdPerMillionTokens: 0.3,
		outputUsdPerMillionTokens: 2.5,
		parameters: sampling,
		retirementDate: '2026-12-01',
		replacement: 'gemini-3.5-flash-lite',
		routedTo: 'gemini-3.5-flash-lite',
	},
	{
		name: 'gemini-2.5-flash-lite',
		contextWindow: 1_048_576,
		maxOutputTokens: 65_536,
		inputUsdPerMillionTokens: 0.1,
		outputUsdPerMillionTokens: 0.4,
		parameters: sampling,
	},
	{
		name: 'gemini-2.5-pro',
		contextWindow: 1_048_576,
		maxOutputTokens: 65_536,
		inputUsdPerMillionTokens: 1.25,
		outputUsdPerMillionTokens: 10,
		parameters: sampling,
		retirementDate: '2026-12-01',
		replacement: 'gemini-3.8-flash',
		routedTo: 'gemini-3.8-flash',
	},
	{ name: 'gemini-3-flash-preview', contextWindow: 1_048_576, maxOutputTokens: 65_536, parameters: sampling, advice: keepTemperature },
	{
		name: 'gemini-3-pro-preview',
		contextWindow: 1_048_576,
		maxOutputTokens: 65_536,
		parameters: sampling,
		advice: keepTemperature,
		retirementDate: '2026-03-09',
		replacement: 'gemini-3.1-pro-preview',
	},
	{
		name: 'gemini-3.1-flash-lite',
		contextWindow: 1_048_576,
		maxOutputTokens: 65_536,
		inputUsdPerMillionTokens: 0.25,
		outputUsdPerMillionTokens: 1.5,
		parameters: sampling,
		advice: keepTemperature,
		retirementDate: '2027-05-07',
	},
	{ name: 'gemini-3.1-pro-preview', contextWindow: 1_048_576, maxOutputTokens: 65_536, parameters: sampling, advice: keepTemperature },
	{
		name: 'gemini-3.5-flash',
		contextWindow: 1_048_576,
		maxOutputTokens: 65_536,
		inputUsdPerMillionTokens: 1.5,
		outputUsdPerMillionTokens: 9,
		parameters: sampling,
		advice: keepTemperature,
	},
	{
		name: 'gemini-3.5-flash-lite',
		contextWindow: 1_048_576,
		maxOutputTokens: 65_536,
		inputUsdPerMillionTokens: 0.3,
		outputUsdPerMillionTokens: 2.5,
		parameters: sampling,
		advice: keepTemperature,
	},
	{
		name: 'gemini-3.6-flash',
		contextWindow: 1_048_576,
		maxOutputTokens: 65_536,
		inputUsdPerMillionTokens: 1.5,
		outputUsdPerMillionTokens: 7.5,
		parameters: sampling,
		advice: keepTemperature,
	},
	{ name: 'gemini-3.7-flash' },
	{ name: 'gemini-3.8-flash', maxOutputTokens: 65_536, inputUsdPerMillionTokens: 0.75, outputUsdPerMillionTokens: 3.75 },
]);
