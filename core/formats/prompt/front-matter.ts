import { z } from 'zod';
import { nameSchema } from '../name-schema.ts';
import { templateNames } from './template-name.ts';

const inputTypeSchema = z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

const inputDetailsSchema = z.strictObject({
	type: z
		.union([inputTypeSchema, z.array(inputTypeSchema)])
		.optional()
		.describe('The type of the value, as a JSON Schema type.'),
	description: z.string().optional().describe('What the input means.'),
	required: z.boolean().optional().describe('Whether callers must pass it. By default they must if it has no default.'),
	default: z.unknown().optional().describe('The value when callers do not pass one.'),
	trust: z.enum(['trusted', 'untrusted']).optional().describe('Untrusted if people outside the team control its content.'),
	max_tokens: z.int().positive().optional().describe('The largest size in tokens.'),
	enum: z.array(z.unknown()).optional().describe('The only values it may have.'),
	items: z.record(z.string(), z.unknown()).optional().describe('JSON Schema of the items of an array.'),
	properties: z.record(z.string(), z.unknown()).optional().describe('JSON Schemas of the members of an object.'),
	example: z.unknown().optional().describe('A typical value.'),
});

const inputNameSchema = z
	.string()
	.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use letters A to Z, digits and underscores, and begin with a letter or underscore');

const inputMapSchema = z.record(inputNameSchema, z.union([z.null(), inputTypeSchema, inputDetailsSchema]));
const inputListSchema = z.array(z.union([inputNameSchema, inputDetailsSchema.extend({ name: inputNameSchema })]));

const outputSchema = z.strictObject({
	format: z.string().optional().describe('For example text, json or markdown.'),
	schema: z.record(z.string(), z.unknown()).optional().describe('JSON Schema of the answer.'),
});

const templateSchema = z.enum(templateNames);

/** The front matter of a prompt. Single source for validation, types and completion; every key is optional. */
export const frontMatterSchema = z.strictObject({
	name: nameSchema.optional().describe('Identity, the same in every version. By default the file name.'),
	version: z.string().optional().describe('Semantic version, for example 2.1.0.'),
	description: z.string().optional().describe('What the prompt is for, in one sentence.'),
	model: z.string().optional().describe('The model it is written for.'),
	parameters: z.record(z.string(), z.unknown()).optional().describe('Parameters of the request, such as temperature.'),
	template: templateSchema.optional().describe('The language of the template. By default jinja2.'),
	template_format: templateSchema.optional().describe('The same as template, under the name that other tools use.'),
	inputs: z.union([inputMapSchema, inputListSchema]).optional().describe('The variables of the template.'),
	output: outputSchema.optional().describe('What the answer looks like.'),
	owner: z.string().optional().describe('The team or person responsible for it.'),
	tags: z.array(z.string()).optional().describe('Words for searching.'),
	changelog: z
		.union([z.string(), z.array(z.string()), z.record(z.string(), z.string())])
		.optional()
		.describe('What this version changes.'),
});

export type FrontMatter = z.output<typeof frontMatterSchema>;
