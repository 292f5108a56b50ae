import { z } from 'zod';

/** `feedback:` of a gate. */
export const feedbackSettings = z
	.strictObject({
		min: z.number().describe('Smallest mean score.'),
		count: z.int().positive().default(1).describe('Fewest rated cases.'),
	})
	.describe('What people say of the answers, from feedback.jsonl beside the runs.');
