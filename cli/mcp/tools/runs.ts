import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const runs = agentTool({
	name: 'runs',
	title: 'List runs',
	description: 'Recorded runs with variant, status and metrics, filtered and sorted.',
	inputs: z.strictObject({
		experiment: inputs.experiment.optional(),
		filter: inputs.name("for example 'metrics.correct > 0.8 and variant = v2'").optional(),
		sort: inputs.name('fields separated by commas, - for descending, for example -metrics.correct').optional(),
		limit: z.int().min(1).max(200).default(20),
	}),
	words: ({ experiment, filter, sort, limit }) =>
		commandWords('runs', { filter, sort, limit }, experiment === undefined ? [] : [experiment]),
});
