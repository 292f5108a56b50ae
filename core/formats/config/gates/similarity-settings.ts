import { z } from 'zod';

/** `similarity:` of a gate. */
export const similaritySettings = z
	.strictObject({
		min: z.number().min(0).max(1).describe('From 0, nothing in common, to 1, the same.'),
		of: z
			.array(z.enum(['outputs', 'structure', 'text']))
			.min(1)
			.optional()
			.describe('What is compared; by default all three, outputs where both versions have them.'),
	})
	.describe('Similarity to the version in Production.');
