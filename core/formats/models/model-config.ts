import { z } from 'zod';

const parameterSchema = z.union([z.literal(false), z.strictObject({ min: z.number(), max: z.number() })]);

/** One entry below `models:` in stagemark.yaml: a model the built-in catalogue does not know, or knows otherwise. */
export const modelConfigSchema = z.strictObject({
	provider: z.string().optional().describe('Who serves it.'),
	context: z.int().positive().optional().describe('Context window in tokens, input and output together.'),
	max_output: z.int().positive().optional().describe('The most tokens one answer may have.'),
	input_usd_per_mtok: z.number().nonnegative().optional().describe('Price of a million tokens of input in US dollars.'),
	output_usd_per_mtok: z.number().nonnegative().optional().describe('Price of a million tokens of output in US dollars.'),
	parameters: z
		.record(z.string(), parameterSchema)
		.optional()
		.describe('Smallest and largest value of each parameter; false for one that the model rejects.'),
	conflicts: z
		.array(z.array(z.string()).min(2))
		.optional()
		.describe('Parameters that exclude each other: a request may have only one of them.'),
	retires: z.iso.date().optional().describe('First day on which requests fail, for example 2026-10-23.'),
	replacement: z.string().optional().describe('The model to use instead.'),
	tokenizer: z.enum(['cl100k', 'o200k']).optional().describe('Tokenizer to count with; without one, counts are estimates.'),
	endpoint: z.string().min(1).optional().describe('Endpoint that answers for it, by its name under endpoints.'),
	aliases: z.array(z.string()).optional().describe('Other names of the same model.'),
});

export type ModelConfig = z.output<typeof modelConfigSchema>;
