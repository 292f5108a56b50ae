import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const registry = agentTool({
	name: 'registry',
	title: 'Show stages and requests',
	description:
		'The versions of each name, the stages they are in, and the requests that wait for people. Start here to learn what is in production.',
	inputs: z.strictObject({ name: inputs.name('one name (default: all)').optional() }),
	words: ({ name }) => commandWords('registry', {}, name === undefined ? [] : [name]),
});
