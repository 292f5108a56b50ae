import { z } from 'zod';
import { templateSchema } from './prompt-entries.ts';

/** One entry below `cards:`: what a prompt is, where its file does not say it. */
export const cardSchema = z.strictObject({
	name: z.string().min(1).optional().describe('Name of the prompt.'),
	version: z.string().min(1).optional().describe('Semantic version.'),
	template: templateSchema.optional().describe('Language of the template.'),
	model: z.string().min(1).optional().describe('The model it is written for.'),
	parameters: z.record(z.string(), z.unknown()).optional().describe('Parameters of the model.'),
	inputs: z.record(z.string(), z.unknown()).optional().describe('What a caller passes, by name.'),
	output: z.unknown().optional().describe('What the answer looks like.'),
	owner: z.string().optional().describe('Who answers for it.'),
	description: z.string().optional().describe('What it is for.'),
	tags: z.array(z.string()).optional().describe('Words to find it by, and to set gates by.'),
	roles: z.record(z.string(), z.string()).optional().describe('Role of each message, by the name that the file has for it.'),
});
