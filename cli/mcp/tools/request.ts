import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const request = agentTool({
	name: 'request',
	title: 'Ask for a promotion',
	description:
		'Opens a request to move a version to a stage, as one commit. People approve or reject it; no tool does. Evaluate the gates first.',
	isReadOnly: false,
	inputs: z.strictObject({ version: inputs.version, stage: inputs.stage, reason: inputs.reason }),
	words: ({ version, stage, reason }) => commandWords('request', { to: stage, reason }, [version]),
});
