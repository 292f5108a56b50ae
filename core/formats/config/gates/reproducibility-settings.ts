import { z } from 'zod';

/** `reproducibility:` of a gate. */
export const reproducibilitySettings = z
	.strictObject({
		runs: z.int().min(2).default(2).describe('Fewest completed runs under equal conditions.'),
		tolerance: z
			.number()
			.nonnegative()
			.describe('Largest standard deviation that the mean of a run may have, in the unit of the metric.'),
		metric: z.string().min(1).optional().describe('By default the primary metric of the experiment.'),
	})
	.describe('How much the mean of a run varies from run to run.');
