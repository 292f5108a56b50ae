import { z } from 'zod';

/** `reproducibility:` of a gate. */
export const reproducibilitySettings = z
	.strictObject({
		runs: z.int().min(2).default(2).describe('Fewest completed runs under equal conditions.'),
		tolerance: z.number().nonnegative().describe('How much two of them may differ, in the unit of the metric.'),
		metric: z.string().min(1).optional().describe('By default the primary metric of the experiment.'),
	})
	.describe('Runs of the version that agree with each other.');
