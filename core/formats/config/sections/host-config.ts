import { z } from 'zod';

const wordsSchema = z.array(z.string().min(1)).default([]);

/** `host:` of the configuration: what the program that renders the templates adds to their language. */
export const hostSchema = z.strictObject({
	tags: wordsSchema.describe('Tags of blocks.'),
	filters: wordsSchema.describe('Filters.'),
	tests: wordsSchema.describe('Tests.'),
	helpers: wordsSchema.describe('Helpers of Handlebars.'),
});
