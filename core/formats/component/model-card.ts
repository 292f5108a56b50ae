import { z } from 'zod';
import { nameSchema } from '../name-schema.ts';

const limitsSchema = z.strictObject({
	context_tokens: z.int().positive().optional().describe('Tokens that a request and its answer may have together.'),
	output_tokens: z.int().positive().optional().describe('Tokens that an answer may have.'),
	requests_per_minute: z.number().positive().optional().describe('Requests per minute that the provider allows.'),
	out_of_scope: z.array(z.string()).optional().describe('What the model must not be used for.'),
	known: z.array(z.string()).optional().describe('Known weaknesses and risks.'),
});

const evaluationSchema = z.strictObject({
	dataset: z.string().optional().describe('What it was evaluated on.'),
	metric: z.string().describe('What was measured.'),
	value: z.union([z.number(), z.string()]).describe('The result.'),
	experiment: z.string().optional().describe('The experiment it was measured in.'),
});

const textOrTextsSchema = z.union([z.string(), z.array(z.string())]);

/**
 * The front matter of a model card, `models/*.md`. Single source for validation, types and completion. The keys of the model
 * cards of Hugging Face mean the same here, so that a card can be both.
 */
export const modelCardSchema = z.strictObject({
	name: nameSchema.optional().describe('Identity, the same in every version. By default the file name.'),
	version: z.string().optional().describe('Semantic version of the card, for example 1.0.0.'),
	description: z.string().optional().describe('What the model is used for, in one sentence.'),
	owner: z.string().optional().describe('The team or person responsible for it.'),
	provider: z.string().optional().describe('Who serves the model, for example openai or self-hosted.'),
	model: z.string().optional().describe('What the provider calls it, as it is sent in requests.'),
	revision: z.string().optional().describe('Snapshot or commit of the weights.'),
	base_model: textOrTextsSchema.optional().describe('The model it was made from.'),
	base_model_relation: z.enum(['adapter', 'finetune', 'merge', 'quantized']).optional().describe('How it was made from that model.'),
	license: textOrTextsSchema.optional().describe('Licence as an SPDX identifier, or “other” with license_name.'),
	license_name: z.string().optional().describe('Name of a licence that SPDX does not list.'),
	license_link: z.string().optional().describe('Where that licence can be read.'),
	limits: limitsSchema.optional().describe('What it accepts, and what it is not for.'),
	parameters: z.record(z.string(), z.unknown()).optional().describe('Parameters of every request, such as temperature.'),
	evaluation: z.array(evaluationSchema).optional().describe('What it achieved in evaluations.'),
	tags: z.array(z.string()).optional().describe('Words for searching.'),
	changelog: textOrTextsSchema.optional().describe('What this version changes.'),
	language: textOrTextsSchema.optional().describe('The languages it was made for, as on Hugging Face.'),
	datasets: z.array(z.string()).optional().describe('What it was trained on, as on Hugging Face.'),
	metrics: z.array(z.string()).optional().describe('Names of metrics, as on Hugging Face.'),
	library_name: z.string().optional().describe('Library that loads it, as on Hugging Face.'),
	pipeline_tag: z.string().optional().describe('The task it is for, as on Hugging Face.'),
	'model-index': z.array(z.unknown()).optional().describe('Evaluation results in the form of Hugging Face.'),
});

export type ModelCard = z.output<typeof modelCardSchema>;
