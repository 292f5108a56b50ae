import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const diff = agentTool({
	name: 'diff',
	title: 'Compare two versions of a prompt',
	description: 'What changed between two prompts: roles, variables, parameters, text, tokens, and the version bump this calls for.',
	inputs: z.strictObject({ before: inputs.reference, after: inputs.reference }),
	words: ({ before, after }) => commandWords('diff', {}, [before, after]),
});
