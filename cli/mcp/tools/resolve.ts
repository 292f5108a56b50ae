import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const resolve = agentTool({
	name: 'resolve',
	title: 'Resolve a reference',
	description:
		'What a reference such as answer@Production is at this moment: path, version, SHA-256 of the content and where it was read.',
	inputs: z.strictObject({ reference: inputs.reference }),
	words: ({ reference }) => commandWords('resolve', {}, [reference]),
});
