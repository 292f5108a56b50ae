import { z } from 'zod';
import { nameSchema } from '../name-schema.ts';

const stepSchema = z.strictObject({
	id: z.string().optional().describe('What the step is called in reports.'),
	prompt: z.string().optional().describe('Prompt: NAME@VERSION, NAME@STAGE or NAME.'),
	model: z.string().optional().describe('Model card: NAME@VERSION, NAME@STAGE or NAME.'),
	embedding: z.string().optional().describe('Embedding reference: NAME@VERSION or NAME.'),
	parameters: z.record(z.string(), z.unknown()).optional().describe('Parameters of this step.'),
	description: z.string().optional().describe('What the step is for.'),
});

/** `pipelines/*.yaml`: prompts, models and embeddings that work together. Single source for validation, types and completion. */
export const pipelineSchema = z.strictObject({
	name: nameSchema.optional().describe('Identity, the same in every version. By default the file name.'),
	version: z.string().optional().describe('Semantic version, for example 1.0.0.'),
	description: z.string().optional().describe('What the pipeline is for, in one sentence.'),
	owner: z.string().optional().describe('The team or person responsible for it.'),
	steps: z.array(stepSchema).min(1).describe('What happens, in order.'),
	parameters: z.record(z.string(), z.unknown()).optional().describe('Parameters of the whole pipeline.'),
	tags: z.array(z.string()).optional().describe('Words for searching.'),
	changelog: z
		.union([z.string(), z.array(z.string())])
		.optional()
		.describe('What this version changes.'),
});

export type Pipeline = z.output<typeof pipelineSchema>;
