import { z } from 'zod';
import { nameSchema } from '../name-schema.ts';

const sourceSchema = z.strictObject({
	path: z.string().optional().describe('Workspace path of what was embedded.'),
	dvc: z.string().optional().describe('Workspace path of the .dvc file that points to it.'),
	sha256: z
		.string()
		.regex(/^[0-9a-f]{64}$/)
		.optional()
		.describe('SHA-256 of what was embedded, in lower-case hex.'),
});

/**
 * `embeddings/*.yaml`: which vectors are used, without the vectors. Single source for validation, types and completion. Vectors of
 * another model or of other documents are other vectors, which is what the hash of this file can tell.
 */
export const embeddingReferenceSchema = z.strictObject({
	name: nameSchema.optional().describe('Identity, the same in every version. By default the file name.'),
	version: z.string().optional().describe('Semantic version, for example 1.0.0.'),
	description: z.string().optional().describe('What was embedded, in one sentence.'),
	owner: z.string().optional().describe('The team or person responsible for it.'),
	model: z.string().describe('Embedding model, as its provider calls it.'),
	dimension: z.int().positive().describe('Numbers in a vector.'),
	distance: z.enum(['cosine', 'dot', 'euclidean']).optional().describe('How vectors are compared.'),
	chunking: z.record(z.string(), z.unknown()).optional().describe('How documents are split, for example size and overlap.'),
	source: sourceSchema.optional().describe('What was embedded.'),
	index: z.string().optional().describe('Where the vectors are kept: a path or an address.'),
	tags: z.array(z.string()).optional().describe('Words for searching.'),
	changelog: z
		.union([z.string(), z.array(z.string())])
		.optional()
		.describe('What this version changes.'),
});

export type EmbeddingReference = z.output<typeof embeddingReferenceSchema>;
