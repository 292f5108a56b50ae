import { z } from 'zod';

const wordsSchema = z.array(z.string().min(1)).default([]);

/** `host:` of the configuration: what the program that renders the prompts adds to their template language. */
export const hostSchema = z.strictObject({
	tags: z
		.array(z.string().regex(/^[A-Za-z_]\w*$/))
		.default([])
		.describe('Statement tags that extensions of the template engine add.'),
	filters: wordsSchema.describe('Filters.'),
	tests: wordsSchema.describe('Tests.'),
	helpers: wordsSchema.describe('Helpers of Handlebars.'),
});
