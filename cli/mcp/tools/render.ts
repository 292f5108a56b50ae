import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const render = agentTool({
	name: 'render',
	title: 'Render a prompt',
	description:
		'The messages of a prompt with its variables filled in. Inputs without a value take their example or default, or are listed as missing.',
	inputs: z.strictObject({
		reference: inputs.reference,
		values: z
			.record(z.string().regex(/^[^=]{1,100}$/), z.string().max(20_000))
			.optional()
			.describe('values of the inputs, as text'),
	}),
	words: ({ reference, values = {} }) =>
		commandWords('render', { set: Object.entries(values).map(([name, value]) => `${name}=${value}`) }, [reference]),
});
