import { z } from 'zod';

/** `judge-agreement:` of a gate. */
export const judgeAgreementSettings = z
	.strictObject({
		metric: z.string().min(1).describe('The metric that a judge scores.'),
		min: z.number().max(1).describe('Smallest agreement, from 0, chance, to 1, the same on every answer; 0.667 and 0.8 are usual.'),
	})
	.describe('How far a judge agrees with the people who rated the same answers, by the lower end of Krippendorff’s alpha.');
