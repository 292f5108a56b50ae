import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const compare = agentTool({
	name: 'compare',
	title: 'Compare runs',
	description:
		'Statistics of two or more sides, metric by metric: difference, interval, p, verdict, and what makes them hard to compare. Quote the verdict: a difference alone proves nothing.',
	inputs: z.strictObject({
		sides: z
			.array(inputs.path)
			.min(1)
			.max(50)
			.describe('run ids, EXPERIMENT/VARIANT, one EXPERIMENT for all its variants, or prompt references'),
		baseline: inputs.name('the side to compare with (default: the baseline of the experiment)').optional(),
		only_differences: z.boolean().optional().describe('leave out metrics that show no difference'),
	}),
	words: given => commandWords('compare', { baseline: given.baseline, 'only-differences': given.only_differences }, given.sides),
});
