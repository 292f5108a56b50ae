import { z } from 'zod';

/**
 * The gates that are written under `gates:` as a key with settings of their own, in alphabetical order. `metric` and `command` share
 * their keys with each other and stand in gate-rule.ts.
 */
export const gateSettings = {
	feedback: z
		.strictObject({
			min: z.number().describe('Smallest mean score.'),
			count: z.int().positive().default(1).describe('Fewest rated cases.'),
		})
		.optional()
		.describe('How people rate the answers, from feedback.jsonl next to the runs.'),
	'judge-agreement': z
		.strictObject({
			metric: z.string().min(1).describe('The metric that a judge scores.'),
			min: z.number().max(1).describe('Smallest agreement, from 0, chance, to 1, the same on every answer; 0.667 and 0.8 are usual.'),
		})
		.optional()
		.describe('How far a judge agrees with the people who rated the same answers, by the lower end of Krippendorff’s alpha.'),
	reproducibility: z
		.strictObject({
			runs: z.int().min(2).default(2).describe('Fewest completed runs under equal conditions.'),
			tolerance: z
				.number()
				.nonnegative()
				.describe('Largest standard deviation that the mean of a run may have, in the unit of the metric.'),
			metric: z.string().min(1).optional().describe('By default the primary metric of the experiment.'),
		})
		.optional()
		.describe('How much the mean of a run varies from run to run.'),
	similarity: z
		.strictObject({
			min: z.number().min(0).max(1).describe('From 0, nothing in common, to 1, the same.'),
			of: z
				.array(z.enum(['outputs', 'structure', 'text']))
				.min(1)
				.optional()
				.describe('What is compared; by default all three, outputs where both versions have them.'),
		})
		.optional()
		.describe('Similarity to the version in Production.'),
};
