import { z } from 'zod';

/** `feedback:` of a gate. */
export const feedbackSettings = z
	.strictObject({
		min: z.number().describe('Smallest mean score.'),
		count: z.int().positive().default(1).describe('Fewest rated cases.'),
	})
	.describe('How people rate the answers, from feedback.jsonl next to the runs.');
