import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const verify = agentTool({
	name: 'verify',
	title: 'Verify the records',
	description: 'Whether the chain of promotions, their contents, evidence and approvals hold: yes, no, or not checked with the reason.',
	timeoutSeconds: 600,
	inputs: z.strictObject({ name: inputs.name('one name (default: all)').optional() }),
	words: ({ name }) => commandWords('verify', {}, name === undefined ? [] : [name]),
});
